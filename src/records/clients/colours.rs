//! Which colour each client has: the one lookup that all that is shown uses.

use std::collections::HashMap;

use crate::domain::hue::ClientHue;
use crate::store::Client;

/// The colours of clients, by code.
#[derive(Clone, Debug, Default)]
pub struct ClientColours(HashMap<String, ClientHue>);

impl ClientColours {
    /// Those of all clients, archived ones included.
    pub fn of(clients: &[Client]) -> Self {
        Self(clients.iter().map(|c| (c.code.clone(), colour(c))).collect())
    }

    /// A client's; none where there is no such client.
    pub fn get(&self, code: &str) -> Option<ClientHue> {
        self.0.get(code).copied()
    }
}

/// A client's colour: the one that was chosen, or that of its number.
pub fn colour(client: &Client) -> ClientHue {
    ClientHue::of(client.colour, client.id)
}
