//! Whose meeting it is, by the e-mail addresses of those who take part.

use crate::domain::event::Event;
use crate::error::Result;
use crate::store::{Client, EventRow, Reads, Tx};

/// The clients, and the ends of addresses by which they are known.
pub struct Owners {
    clients: Vec<Client>,
    ends: Vec<(String, i64)>,
}

/// What an address ends in that is this client's: its domains, and the client's own address whole.
fn ends(client: &Client) -> Vec<String> {
    let mail = client.email.contains('@').then(|| client.email.to_lowercase());
    let domains = client.domains.split_whitespace().map(|d| format!("@{}", d.trim_start_matches('@').to_lowercase()));
    domains.chain(mail).collect()
}

impl Owners {
    /// Of all clients that are not archived.
    pub fn of(db: &Reads) -> Result<Self> {
        let clients = db.clients()?;
        let live = clients.iter().filter(|c| c.archived_at.is_none());
        let ends = live.flat_map(|c| ends(c).into_iter().map(|end| (end, c.id))).collect();
        Ok(Self { clients, ends })
    }

    /// The client with this code.
    pub fn coded(&self, code: &str) -> Option<i64> {
        self.clients.iter().find(|c| c.code == code).map(|c| c.id)
    }

    /// The one client whose domain occurs; none if there are two, so that nothing is shown to the wrong one.
    pub fn client_of(&self, event: &Event) -> Option<i64> {
        let people = event.organizer.iter().chain(event.attendees.iter().map(|a| &a.email));
        let mut found: Vec<i64> = Vec::new();
        for mail in people.map(|m| m.to_lowercase()) {
            found.extend(self.ends.iter().filter(|(end, _)| mail.ends_with(end.as_str())).map(|(_, id)| *id));
        }
        found.sort_unstable();
        found.dedup();
        if let [one] = found.as_slice() { Some(*one) } else { None }
    }
}

/// Gives a client the meetings that are nobody's yet and, by an address that was not known of it before, are its own;
/// says how many those are.
///
/// What was taken in before the address was known is found like what is taken in after.
pub fn claim(tx: &Tx<'_>, client: &Client, before: Option<&Client>) -> Result<usize> {
    let known = before.map(ends).unwrap_or_default();
    let new: Vec<String> = ends(client).into_iter().filter(|end| !known.contains(end)).collect();
    if new.is_empty() {
        return Ok(0);
    }
    let owners = Owners::of(tx)?;
    let mut count = 0;
    for row in tx.unowned_events(&new)? {
        if owners.client_of(&row.event()?) == Some(client.id) {
            tx.update(&EventRow { client: Some(client.id), ..row })?;
            count += 1;
        }
    }
    Ok(count)
}

/// How many meetings were found, for the end of a sentence.
pub fn claimed(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", and found 1 meeting with them".to_owned(),
        n => format!(", and found {n} meetings with them"),
    }
}
