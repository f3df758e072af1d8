//! Where the user keeps things, as the environment says it.

use std::path::{Path, PathBuf};

/// The user's folders by the XDG base directory rules; none where neither their own variable nor `HOME` names one.
///
/// The working folder never stands in: it may be anybody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// `HOME`.
    pub home: Option<PathBuf>,
    /// The folder of settings.
    pub config: Option<PathBuf>,
    /// The folder of data.
    pub data: Option<PathBuf>,
}

impl Folders {
    /// By what a variable of this name says. A relative path is passed over, as the rules say.
    pub fn of(variable: impl Fn(&str) -> Option<PathBuf>) -> Self {
        let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let folder = |name: &str, usual: &str| absolute(name).or_else(|| home.as_deref().map(|home| home.join(usual)));
        Self { config: folder("XDG_CONFIG_HOME", ".config"), data: folder("XDG_DATA_HOME", ".local/share"), home }
    }

    /// The usual configuration.
    pub fn configuration(&self) -> Option<PathBuf> {
        self.config.as_deref().map(|folder| folder.join("vadash/config.toml"))
    }

    /// The usual database.
    pub fn database(&self) -> Option<PathBuf> {
        self.data.as_deref().map(|folder| folder.join("vadash/vadash.db"))
    }
}

/// Resolves a path: `~` is the user's home, and what is relative stands beside the configuration.
pub(super) fn resolve(path: &str, home: Option<&Path>, folder: &Path) -> PathBuf {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => folder.join(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_home_there_is_no_folder() {
        let of = |set: &[(&str, &str)]| {
            Folders::of(|name| set.iter().find(|(n, _)| *n == name).map(|(_, value)| PathBuf::from(value)))
        };
        for none in [&[][..], &[("HOME", "relative"), ("XDG_DATA_HOME", ".")]] {
            assert_eq!(of(none), Folders { home: None, config: None, data: None });
        }
        let folders = of(&[("HOME", "/h"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "/c")]);
        assert_eq!(folders.database(), Some("/h/.local/share/vadash/vadash.db".into()));
        assert_eq!(folders.configuration(), Some("/c/vadash/config.toml".into()));
        assert_eq!(resolve("~/cal", folders.home.as_deref(), Path::new("/c")), PathBuf::from("/h/cal"));
        assert_eq!(resolve("~/cal", None, Path::new("/c")), PathBuf::from("/c/~/cal"));
        assert_eq!(resolve("cal", None, Path::new("/c")), PathBuf::from("/c/cal"));
    }
}
