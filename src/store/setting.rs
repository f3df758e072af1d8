//! What a database is opened with.

use super::author::Author;
use crate::domain::rounding::Rounding;
use crate::domain::zone::Zone;

/// What a database is opened with: the assistant's own settings, on which the derived figures depend, and who writes.
#[derive(Clone, Debug)]
pub struct StoreSettings {
    /// The home zone.
    pub zone: Zone,
    /// The rounding rule where neither agreement nor client has one.
    pub rounding: Rounding,
    /// The assistant's e-mail addresses: what was declined under one of them takes no time.
    pub emails: Vec<String>,
    /// Hosts whose links open meetings, besides those that every calendar's reader knows.
    pub meeting_hosts: Vec<String>,
    /// Who makes steps.
    pub author: Author,
}
