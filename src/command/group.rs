//! The groups of actions in help and docs.

/// Where an action stands in help and docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Moving,
    /// The row under the cursor.
    Row,
    /// Timer and entries.
    Time,
    /// Clients, services, rates and agreements.
    Clients,
    /// Who bills, and by what tax.
    Billing,
    /// Tasks and schedule.
    Planning,
    /// Undo, import, export, backup.
    Data,
    /// The program itself.
    Program,
}

impl Group {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Row => "The selected row",
            Self::Time => "Time",
            Self::Clients => "Clients, rates, agreements",
            Self::Billing => "Billing and tax",
            Self::Planning => "Tasks and schedule",
            Self::Data => "Data",
            Self::Program => "Program",
        }
    }
}
