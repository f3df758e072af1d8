//! Entries corrected, and what they come to.
