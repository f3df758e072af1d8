//! Where the secret of an encrypted database comes from: a program, a file, or the user's keyboard.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use rustix::process::{Resource, Rlimit, setrlimit};
use zeroize::Zeroizing;

use crate::bounds;
use crate::domain::secret::{Secret, Wanted};
use crate::error::{Doing, Error, Result};
use crate::guard;

/// How often a passphrase may be mistyped.
const TRIES: u32 = 3;

/// Where secrets come from, as it is set.
#[derive(Clone, Debug, Default)]
pub struct SecretSource {
    /// A program and its arguments, which writes the secret to its standard output; none if empty.
    pub command: Vec<String>,
    /// A file that holds it.
    pub file: Option<PathBuf>,
    /// Why neither is used, though it is set: others could have set it.
    pub distrusted: Option<String>,
    /// Whether somebody is there to be asked.
    pub keyboard: bool,
}

impl SecretSource {
    /// Whether a secret is to be had without asking anybody.
    pub fn is_set(&self) -> bool {
        !self.command.is_empty() || self.file.is_some()
    }

    /// Returns the secret for what it is wanted for. None: none is set, and there is nobody to ask.
    pub fn secret(&self, wanted: Wanted) -> Result<Option<Secret>> {
        if wanted != Wanted::Create || self.is_set() {
            keep_memory_private()?;
        }
        if let Some(secret) = self.given()? {
            return match wanted {
                Wanted::Open { failed } if failed > 0 => Err(Error::problem(format!(
                    "the database does not open with the key that {} gives, or is damaged ('vadash db restore' puts a \
                     backup in its place); it was not touched",
                    self.name()
                ))),
                _ => Ok(Some(secret)),
            };
        }
        match wanted {
            Wanted::Open { failed } if failed >= TRIES => Err(Error::problem(
                "that was not the passphrase either, or the database is damaged ('vadash db restore' puts a backup \
                     in its place); it was not touched",
            )),
            Wanted::Open { failed } if self.keyboard => {
                let again = if failed == 0 { "" } else { "that was not it; once more, the " };
                typed(&format!("{again}passphrase: ")).map(Some)
            }
            Wanted::Open { .. } | Wanted::Create => Ok(None),
        }
    }

    /// Reads what the program or the file that is set gives.
    pub fn given(&self) -> Result<Option<Secret>> {
        // Not as if none were set: a new database would then be kept plain.
        if let Some(why) = self.distrusted.as_ref().filter(|_| self.is_set()) {
            return Err(Error::problem(why.clone()));
        }
        match (self.command.as_slice(), &self.file) {
            ([program, arguments @ ..], _) => by_program(program, arguments).map(Some),
            ([], Some(file)) => of_file(file).map(Some),
            ([], None) => Ok(None),
        }
    }

    /// Asks for a secret for what is encrypted from now on: typed twice where none is set.
    pub fn new_secret(&self) -> Result<Secret> {
        if let Some(secret) = self.given()? {
            return Ok(secret);
        }
        if !self.keyboard {
            return Err(Error::problem(
                "there is nobody to ask for a passphrase: set key_command or key_file under [database]",
            ));
        }
        let first = typed("new passphrase: ")?;
        if typed("the same again: ")?.text() == first.text() {
            return Ok(first);
        }
        Err(Error::problem("the two passphrases are not the same: nothing was changed"))
    }

    /// Says what gives the secret.
    pub fn name(&self) -> String {
        match (self.command.first(), &self.file) {
            (Some(program), _) => format!("'{program}'"),
            (None, Some(file)) => file.display().to_string(),
            (None, None) => "the keyboard".to_owned(),
        }
    }
}

/// The most bytes of a passphrase, wherever it comes from.
const LONGEST: u64 = 1 << 12;

/// Keeps what is in memory from core dumps and from other programs of the same user.
fn keep_memory_private() -> Result<()> {
    let doing = "keeping the key out of core dumps";
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, none).doing(doing)?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).doing(doing)?;
    Ok(())
}

/// What a program writes to its standard output; it may ask the user itself.
fn by_program(program: &str, arguments: &[String]) -> Result<Secret> {
    let run = guard::command(program).and_then(|mut run| {
        run.args(arguments).stderr(Stdio::inherit()).stdin(Stdio::inherit()).stdout(Stdio::piped()).spawn()
    });
    let mut child = run.map_err(|e| Error::problem(format!("the key command '{program}' cannot be started: {e}")))?;
    let written = child.stdout.take().map_or_else(|| Ok(Vec::new()), |out| bounds::bytes(out, LONGEST));
    if written.is_err() {
        // It may have ended meanwhile, which is as good.
        let _ = child.kill();
    }
    let doing = format!("reading what the key command '{program}' writes");
    let status = child.wait().doing(&doing)?;
    let mut written = Zeroizing::new(written.doing(&doing)?);
    if !status.success() {
        return Err(Error::problem(format!("the key command '{program}' failed ({status})")));
    }
    let text = String::from_utf8(std::mem::take(&mut *written));
    let text = text.map_err(|_| Error::problem(format!("what the key command '{program}' writes is no text")))?;
    Secret::new(text).map_err(|_| Error::problem(format!("the key command '{program}' writes nothing")))
}

/// What stands in a file that nobody else may read.
fn of_file(path: &Path) -> Result<Secret> {
    let doing = format!("reading the key file {}", path.display());
    let mode = std::fs::metadata(path).doing(&doing)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::problem(format!(
            "others may read the key file {0}: take that right away (chmod 600 {0})",
            path.display()
        )));
    }
    guard::refuse_file(path)?;
    let text = bounds::text(path, LONGEST).doing(&doing)?;
    Secret::new(text).map_err(|_| Error::problem(format!("the key file {} is empty", path.display())))
}

/// Reads what is typed at the terminal, which does not show it.
pub fn typed(prompt: &str) -> Result<Secret> {
    Secret::new(rpassword::prompt_password(prompt).doing("asking for the passphrase")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_command_is_a_program_and_its_arguments() {
        let folder = tempfile::tempdir().unwrap();
        let touched = folder.path().join("touched");
        let script = folder.path().join("key");
        std::fs::write(&script, "for a in \"$@\"; do printf '[%s]' \"$a\"; done").unwrap();
        let touch = format!("touch {}", touched.display());
        for trick in
            [format!("; {touch}"), format!("$({touch})"), format!("`{touch}`"), "-option".into(), "a\nb".into()]
        {
            let command = vec!["sh".to_owned(), script.display().to_string(), trick.clone(), String::new()];
            let source = SecretSource { command, ..SecretSource::default() };
            assert_eq!(source.given().unwrap().unwrap().text(), format!("[{trick}][]"));
        }
        // The program's name is one word, too.
        let source = SecretSource { command: vec![format!("true; {touch}")], ..SecretSource::default() };
        let refused = source.given().err().unwrap().to_string();
        assert!(refused.contains("cannot be started"), "{refused}");
        assert!(!touched.exists());
    }
}
