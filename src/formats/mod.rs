//! Other people's formats, in and out.

pub mod csv;
pub mod ical;
pub mod json;
pub mod mail;
pub mod paper;
pub mod sources;
pub mod values;
