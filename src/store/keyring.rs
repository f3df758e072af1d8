//! The keys that a process knows: a secret is asked for once, and whatever opens a second connection is given them.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::faults::Sealed;
use super::identify::{Looks, opens, recognize_as};
use super::key::{FileKey, Salt};
use super::version::Sort;
use crate::domain::secret::{Cipher, Secret, Wanted};
use crate::error::{Error, Result};

/// The keys that this process knows, and how it comes by others: a secret is asked for once.
pub struct Keyring {
    ask: Box<dyn Fn(Wanted) -> Result<Option<Secret>> + Send + Sync>,
    known: Mutex<KnownKeys>,
}

#[derive(Default)]
struct KnownKeys {
    keys: Vec<FileKey>,
    secrets: Vec<Secret>,
    /// Whether nobody is asked any more.
    hushed: bool,
}

impl Keyring {
    /// Makes an empty keyring that asks so for a passphrase.
    pub fn new(ask: impl Fn(Wanted) -> Result<Option<Secret>> + Send + Sync + 'static) -> Self {
        Self { ask: Box::new(ask), known: Mutex::default() }
    }

    /// Makes a keyring that stays empty: only what is not encrypted opens.
    pub fn empty() -> Self {
        Self::new(|_| Ok(None))
    }

    /// Makes one that knows a single key, or none, and asks nobody. A file opens with it whatever its salt, if the key was
    /// given as one or the salt is the same.
    pub(super) fn of(key: Option<&FileKey>) -> Result<Self> {
        let keyring = Self::empty();
        if let Some(key) = key {
            keyring.known().keys.push(key.clone());
            keyring.learn(&Secret::new(key.digits().to_owned())?);
        }
        Ok(keyring)
    }

    /// Stops asking for passphrases: from here on the terminal is the screen's.
    pub fn hush(&self) {
        self.known().hushed = true;
    }

    /// Adds the passphrase for what is encrypted from now on.
    pub fn learn(&self, secret: &Secret) {
        self.known().secrets.push(secret.clone());
    }

    /// The key to a file that looks so; none if it needs none.
    pub(super) fn key(&self, path: &Path, looks: Looks) -> Result<Option<FileKey>> {
        match looks {
            Looks::Plain => Ok(None),
            Looks::Empty => {
                let Some(secret) = self.ask(Wanted::Create)? else { return Ok(None) };
                let key = FileKey::fresh(&secret, Cipher::default())?;
                self.known().keys.push(key.clone());
                Ok(Some(key))
            }
            Looks::Sealed(salt, cipher) => self.unlock(path, salt, cipher, Sort::Records).map(Some),
        }
    }

    /// Unlocks a file, if it needs a key, so that its key is known.
    pub fn open(&self, path: &Path) -> Result<()> {
        self.of_file(path).map(drop)
    }

    /// The key to a file that this process has not open, whatever it is; refused if it is not a database of ours.
    pub fn of_file(&self, path: &Path) -> Result<Option<FileKey>> {
        self.of_file_as(path, Sort::Records)
    }

    /// The same to a file of a sort; none to one that is empty.
    pub(super) fn of_file_as(&self, path: &Path, sort: Sort) -> Result<Option<FileKey>> {
        match (recognize_as(path, sort)?, sort) {
            (Looks::Sealed(salt, cipher), _) => self.unlock(path, salt, cipher, sort).map(Some),
            (looks, Sort::Records) => self.key(path, looks),
            (_, Sort::Kept) => Ok(None),
        }
    }

    fn unlock(&self, path: &Path, salt: Salt, cipher: Cipher, sort: Sort) -> Result<FileKey> {
        let sealed = |what| Error::fault(format!("opening {}", path.display()), Sealed(what));
        let keys: Vec<FileKey> = self.known().keys.iter().filter(|key| key.has(salt, cipher)).cloned().collect();
        for key in keys {
            if opens(path, &key, sort)? {
                return Ok(key);
            }
        }
        let secrets = self.known().secrets.clone();
        for secret in &secrets {
            if let Some(key) = self.try_key(path, FileKey::of(secret, salt, cipher), sort)? {
                return Ok(key);
            }
        }
        let mut failed = 0;
        loop {
            let secret = self.ask(Wanted::Open { failed })?.ok_or_else(|| {
                sealed(
                    "it is encrypted, or damaged, and there is nobody to ask for its passphrase: set key_command or \
                     key_file under [database], or VADASH_KEY_COMMAND",
                )
            })?;
            if let Some(key) = self.try_key(path, FileKey::of(&secret, salt, cipher), sort)? {
                self.learn(&secret);
                return Ok(key);
            }
            failed += 1;
        }
    }

    fn try_key(&self, path: &Path, key: FileKey, sort: Sort) -> Result<Option<FileKey>> {
        let fits = opens(path, &key, sort)?;
        if fits {
            self.known().keys.push(key.clone());
        }
        Ok(fits.then_some(key))
    }

    fn ask(&self, wanted: Wanted) -> Result<Option<Secret>> {
        if self.known().hushed { Ok(None) } else { (self.ask)(wanted) }
    }

    fn known(&self) -> MutexGuard<'_, KnownKeys> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}
