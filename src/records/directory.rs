//! What a screen or a list shows, as data: each with its JSON and its text.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::store::{Client, Reads, Service};

/// Clients and services by id, for showing names.
pub struct Directory {
    clients: HashMap<i64, Client>,
    services: HashMap<i64, Service>,
}

impl Directory {
    /// Everyone and everything.
    pub fn of(db: &Reads) -> Result<Self> {
        Ok(Self {
            clients: db.clients()?.into_iter().map(|c| (c.id, c)).collect(),
            services: db.services()?.into_iter().map(|s| (s.id, s)).collect(),
        })
    }

    /// A client that must be there: money without one has no currency.
    pub fn get(&self, id: i64) -> Result<&Client> {
        self.client(id).ok_or_else(|| Error::problem(format!("there is no client {id}")))
    }

    /// A client.
    pub fn client(&self, id: i64) -> Option<&Client> {
        self.clients.get(&id)
    }

    /// A client's code, `?` if it is unknown.
    pub fn code(&self, id: i64) -> &str {
        self.clients.get(&id).map_or("?", |c| &c.code)
    }

    /// A client's name, `?` if it is unknown.
    pub fn name(&self, id: i64) -> &str {
        self.clients.get(&id).map_or("?", |c| &c.name)
    }

    /// Every client, in no order.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.clients.values()
    }

    /// Every service, in no order.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// A service's code.
    pub fn service(&self, id: Option<i64>) -> Option<&str> {
        id.and_then(|s| self.services.get(&s)).map(|s| s.code.as_str())
    }

    /// A service's name.
    pub fn service_name(&self, id: Option<i64>) -> Option<&str> {
        id.and_then(|s| self.services.get(&s)).map(|s| s.name.as_str())
    }
}
