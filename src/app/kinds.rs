//! Every kind of rows.

pub use crate::records::agreements::actions::AGREEMENT;
pub use crate::records::billing::actions::UNBILLED;
pub use crate::records::calendar::actions::EVENT;
pub use crate::records::clients::actions::{CLIENT, FACT, RATE, SERVICE};
pub use crate::records::kind::Kind;
pub use crate::records::tasks::actions::TASK;
pub use crate::records::time::actions::ENTRY;
