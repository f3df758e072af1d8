//! A client that was put away takes nothing new.

use crate::error::{Error, Result};
use crate::store::Client;

/// Refuses new time for a client that was put away, unless it is asked for once more.
pub fn check_open(client: &Client, force: bool) -> Result<()> {
    if client.archived_at.is_none() || force {
        return Ok(());
    }
    Err(Error::confirm(format!(
        "{} is archived: bring it back with 'client archive {} --undo', or add --force",
        client.name, client.code
    )))
}

/// Refuses what is planned anew for a client that was put away.
pub fn check_live(client: &Client) -> Result<()> {
    if client.archived_at.is_none() {
        return Ok(());
    }
    let what = format!("{} is archived: 'client archive {} --undo' restores it", client.name, client.code);
    Err(Error::at("client", what))
}
