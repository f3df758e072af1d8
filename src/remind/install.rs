//! The service of a user's own systemd.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::bounds;
use crate::error::{Doing, Error, Result};

const UNIT: &str = include_str!("../../assets/systemd/vadash-remind.service");
const NAME: &str = "vadash-remind.service";

/// What `main` knows of the user's machine, for `--install`.
#[derive(Debug)]
pub struct Machine {
    /// This program.
    pub program: PathBuf,
    /// The user's folder for settings, if there is one.
    pub config: Option<PathBuf>,
    /// The database, if another than the usual one was named.
    pub database: Option<PathBuf>,
}

/// Writes the unit with this program's place, and says what to do with it. A unit that somebody else wrote stays.
pub(super) fn install(machine: &Machine) -> Result<()> {
    let config = machine.config.as_deref();
    let config = config.ok_or_else(|| Error::problem("there is no folder for the service: set HOME"))?;
    let path = config.join("systemd/user").join(NAME);
    let unit = unit(machine)?;
    match bounds::text(&path, bounds::WRITTEN) {
        Ok(old) if old != unit && !old.starts_with(UNIT.lines().next().unwrap_or_default()) => {
            return Err(Error::problem(format!("{} is there already, and not ours: remove it first", path.display())));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).doing(&format!("reading {}", path.display())),
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).doing(&format!("making {}", folder.display()))?;
    fs::write(&path, unit).doing(&format!("writing {}", path.display()))?;
    let said = format!(
        "wrote {}\nstart it now and at every login:   systemctl --user enable --now vadash-remind\n\
         let it run while you are logged out:   loginctl enable-linger\n",
        path.display()
    );
    io::stdout().write_all(said.as_bytes()).doing("writing the answer")
}

/// The unit with its program, and the database if it is not the usual one.
fn unit(machine: &Machine) -> Result<String> {
    let program = quoted(&machine.program)?;
    let database = machine.database.as_deref().map(quoted).transpose()?;
    let database = database.map(|path| format!(" --db {path}")).unwrap_or_default();
    let line = format!("ExecStart={program}{database} remind");
    let lines = UNIT.lines().map(|old| if old.starts_with("ExecStart=") { line.as_str() } else { old });
    Ok(lines.map(|line| format!("{line}\n")).collect())
}

/// A path as systemd reads it (systemd.service, "Command lines"): in quotes, its own signs escaped.
fn quoted(path: &Path) -> Result<String> {
    let text = path.to_str().filter(|text| !text.contains(['\n', '\r']));
    let text = text.ok_or_else(|| Error::problem(format!("systemd cannot start {}", path.display())))?;
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    Ok(format!("\"{escaped}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_started_where_it_is() {
        let machine = |program: &str, database: Option<&str>| Machine {
            program: program.into(),
            config: Some("/nowhere".into()),
            database: database.map(Into::into),
        };
        let line = |machine: &Machine| {
            let unit = unit(machine).unwrap();
            unit.lines().find(|l| l.starts_with("ExecStart=")).unwrap().to_owned()
        };
        assert_eq!(line(&machine("/usr/bin/vadash", None)), "ExecStart=\"/usr/bin/vadash\" remind");
        assert_eq!(
            line(&machine("/my 100%/va\"dash", Some("/data/$x.db"))),
            "ExecStart=\"/my 100%%/va\\\"dash\" --db \"/data/$$x.db\" remind"
        );
        assert!(unit(&machine("/odd\nname", None)).is_err());
        assert_eq!(unit(&machine("x", None)).unwrap().lines().count(), UNIT.lines().count());
    }
}
