//! Whose text may be seen on a screen that is shared.

use crate::store::Client;

/// Whose text may be seen, by someone who looks at the shared screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Everybody's.
    #[default]
    Off,
    /// Nobody's.
    All,
    /// This client's alone.
    AllBut(String),
}

impl Privacy {
    /// Whether anything is hidden.
    pub fn is_on(&self) -> bool {
        *self != Self::Off
    }

    /// The client whose text alone may be seen.
    pub fn shown(&self) -> Option<&str> {
        if let Self::AllBut(shown) = self { Some(shown) } else { None }
    }

    /// Whether a client's text is hidden; what is nobody's may be about anyone.
    pub fn hides(&self, client: Option<&str>) -> bool {
        match self {
            Self::Off => false,
            Self::All => true,
            Self::AllBut(shown) => client != Some(shown),
        }
    }
}

/// Stands for text that is hidden.
pub const HIDDEN: &str = "•••";

/// A text without the names and codes of clients.
pub fn without_names<'a>(text: String, clients: impl IntoIterator<Item = &'a Client>) -> String {
    let hide = |text: String, client: &Client| text.replace(&client.name, HIDDEN).replace(&client.code, HIDDEN);
    clients.into_iter().fold(text, hide)
}
