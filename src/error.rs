//! The two ways anything here can fail.

use std::fmt;

/// What went wrong, and whether typing something else would help.
#[derive(Debug)]
pub enum Error {
    /// What was asked cannot be done as it was typed. One sentence that says what to do.
    Problem {
        /// The field it belongs to, `""` if to none.
        field: &'static str,
        /// The sentence, without a full stop at its end.
        what: String,
    },
    /// What was asked cannot be done because of several things, each told in a line of its own: a sentence, and those lines.
    Listed {
        /// The sentence, without a full stop at its end.
        what: String,
        /// The lines below it.
        lines: Vec<String>,
    },
    /// Something outside failed: a file, the database, the terminal.
    Fault {
        /// What was being done, as a gerund: `logging time`.
        doing: String,
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The field of what is done only when asked for once more: a flag of the shell, a question on the screen.
    pub const CONFIRM: &'static str = "force";

    /// A problem that belongs to no one field.
    pub fn problem(what: impl Into<String>) -> Self {
        Self::Problem { field: "", what: what.into() }
    }

    /// A problem at a field.
    pub fn at(field: &'static str, what: impl Into<String>) -> Self {
        Self::Problem { field, what: what.into() }
    }

    /// What is unlikely enough to be asked for once more; the sentence ends in the ways out, behind a colon.
    pub fn confirm(what: impl Into<String>) -> Self {
        Self::at(Self::CONFIRM, what)
    }

    /// The same, with a sentence before its own.
    #[must_use]
    pub fn behind(self, before: &str) -> Self {
        match self {
            Self::Listed { what, lines } => Self::Listed { what: format!("{before}; {what}"), lines },
            other => Self::problem(format!("{before}; {other}")),
        }
    }

    /// The same problem, said to be one of a place, such as a file, which it names if it does not yet.
    #[must_use]
    pub fn placed(self, place: &str) -> Self {
        match self {
            Self::Problem { field, what } if !what.starts_with(place) => {
                Self::Problem { field, what: format!("{place}: {what}") }
            }
            other => other,
        }
    }

    /// A fault with its cause.
    pub fn fault(doing: impl Into<String>, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault { doing: doing.into(), source: source.into() }
    }

    /// Whether it is a fault with a cause of this kind.
    pub fn is<T: std::error::Error + 'static>(&self) -> bool {
        matches!(self, Self::Fault { source, .. } if source.is::<T>())
    }

    /// The same problem, said to belong to `name` if it belongs to no field yet.
    #[must_use]
    pub fn in_field(self, name: &'static str) -> Self {
        match self {
            Self::Problem { field: "", what } => Self::Problem { field: name, what },
            other => other,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem { field: "" | Self::CONFIRM, what } => f.write_str(what),
            Self::Problem { field, what } => write!(f, "{field}: {what}"),
            Self::Listed { what, lines } => {
                f.write_str(what)?;
                lines.iter().try_for_each(|line| write!(f, "\n{line}"))
            }
            Self::Fault { doing, source } => {
                write!(f, "{doing}: {source}")?;
                let mut cause = source.source();
                while let Some(inner) = cause {
                    write!(f, ": {inner}")?;
                    cause = inner.source();
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Problem { .. } | Self::Listed { .. } => None,
            Self::Fault { source, .. } => Some(source.as_ref()),
        }
    }
}

/// Says what was being done when something outside failed.
pub trait Doing<T> {
    /// Turns the error into a [`Error::Fault`] with a gerund in front.
    fn doing(self, what: &str) -> Result<T>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Doing<T> for std::result::Result<T, E> {
    fn doing(self, what: &str) -> Result<T> {
        self.map_err(|source| Error::fault(what, source))
    }
}
