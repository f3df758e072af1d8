//! Clients and services.

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::money::Currency;
use crate::domain::time::Instant;
use crate::error::Result;

record! {
    /// Someone the assistant works for.
    Client "client" "client" "clients" {
        /// The short unique name that is typed everywhere.
        code: String,
        /// The name as the client writes it.
        name: String,
        /// The client's IANA time zone; the home zone if none.
        zone: Option<String>,
        /// What the client pays in.
        currency: Currency,
        /// The rounding rule, `15:up:entry`; the assistant's own if none.
        rounding: Option<String>,
        /// The least minutes billed for an entry; the assistant's own if none.
        minimum: Option<i64>,
        /// What rush work costs, in percent of the rate.
        rush_percent: i64,
        /// Office hours, `mon-fri 9-17`.
        hours: Option<String>,
        /// The address invoices and notes go to.
        email: String,
        /// E-mail domains whose meetings are this client's, by spaces.
        domains: String,
        /// Other names it can be typed by, by spaces.
        aliases: String,
        /// What else is to be known.
        note: String,
        /// When it was archived.
        archived_at: Option<Instant>,
        /// The number of the colour it was given; that of its own number if none.
        colour: Option<i64>,
    }
}

record! {
    /// A kind of work with its own rate.
    Service "service" "service" "services" {
        /// The short unique name that is typed.
        code: String,
        /// The name as it stands on a statement.
        name: String,
        /// When it was archived.
        archived_at: Option<Instant>,
        /// The tax code of such work; the client's if empty.
        tax: String,
    }
}

impl Reads {
    /// Every client by code, archived ones included.
    pub fn clients(&self) -> Result<Vec<Client>> {
        self.all("reading clients", "SELECT * FROM client ORDER BY code", (), Client::from_row)
    }

    /// Every service by code, archived ones included.
    pub fn services(&self) -> Result<Vec<Service>> {
        self.all("reading services", "SELECT * FROM service ORDER BY code", (), Service::from_row)
    }

    /// The client with exactly this code, archived or not.
    pub fn client_by_code(&self, code: &str) -> Result<Option<Client>> {
        self.maybe("reading a client", "SELECT * FROM client WHERE code = ?1", [code], Client::from_row)
    }

    /// The service with exactly this code, archived or not.
    pub fn service_by_code(&self, code: &str) -> Result<Option<Service>> {
        self.maybe("reading a service", "SELECT * FROM service WHERE code = ?1", [code], Service::from_row)
    }
}
