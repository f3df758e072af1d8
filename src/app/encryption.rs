//! Encrypting the database, and taking that off.

use serde_json::{Value, json};

use super::backups::shelf;
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::CipherName;
use crate::command::report::Report;
use crate::domain::secret::{Cipher, Secret};
use crate::domain::text::clean;
use crate::error::{Error, Result};
use crate::records::import::FileName;
use crate::secret::SecretSource;
use crate::store::{Recrypted, cipher_of, recrypt};

/// What was written anew.
struct Written {
    done: &'static str,
    written: Recrypted,
}

impl Written {
    fn said(&self) -> String {
        let copies = match self.written.backups {
            0 => String::new(),
            1 => " and 1 copy of it".to_owned(),
            n => format!(" and {n} copies of it"),
        };
        format!("{} the database{copies}", self.done)
    }
}

impl Report for Written {
    fn json(&self) -> Value {
        json!({ "said": self.said(), "backups": self.written.backups, "left": self.written.left })
    }

    fn text(&self) -> String {
        let left = self.written.left.iter().map(|what| format!("left as it is: {what}"));
        [self.said()].into_iter().chain(left).map(|line| format!("{}\n", clean(&line))).collect()
    }
}

/// How the database is encrypted, if it is; refused where there is none.
fn state(env: &Env) -> Result<Option<Cipher>> {
    if !env.db_path.exists() {
        return Err(Error::problem(format!("there is no database at {}", env.db_path.display())));
    }
    cipher_of(&env.db_path)
}

/// The secret of the file that is named.
fn named_secret(args: &Args<'_>) -> Result<Option<Secret>> {
    let file = args.get::<FileName>("key-file")?;
    file.map(|file| SecretSource { file: Some(file.0), ..SecretSource::default() }.new_secret()).transpose()
}

fn write(env: &Env, secret: Option<(&Secret, Cipher)>, done: &'static str) -> Result<Box<dyn Report>> {
    let written = recrypt(&env.db_path, &shelf(env), &env.keys, secret)?;
    Ok(Box::new(Written { done, written }))
}

/// Encrypts the database and its backups.
pub fn db_encrypt(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let cipher = args.get::<CipherName>("cipher")?.map(|cipher| cipher.0).unwrap_or_default();
    if state(env)?.is_some() {
        return Err(Error::problem("the database is encrypted already: 'vadash db rekey' changes its passphrase"));
    }
    let secret = named_secret(args)?.map_or_else(|| env.secrets.new_secret(), Ok)?;
    // Copies that were encrypted with it before need not be asked for.
    env.keys.learn(&secret);
    write(env, Some((&secret, cipher)), "encrypted")
}

/// Writes the database and its backups without encryption.
pub fn db_decrypt(env: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    if state(env)?.is_none() {
        return Err(Error::problem("the database is not encrypted"));
    }
    write(env, None, "decrypted")
}

/// Changes the passphrase, and the cipher if one is named, of the database and of its backups.
pub fn db_rekey(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let cipher = args.get::<CipherName>("cipher")?;
    let Some(as_before) = state(env)? else {
        return Err(Error::problem("the database is not encrypted: 'vadash db encrypt' does that"));
    };
    let named = named_secret(args)?;
    // One that was killed may have got as far as the database.
    if let Some(secret) = &named {
        env.keys.learn(secret);
    }
    // The old one is asked for first; what is set gives that, and not the new one.
    env.keys.open(&env.db_path)?;
    let source = SecretSource { keyboard: env.secrets.keyboard, ..SecretSource::default() };
    let secret = named.map_or_else(|| source.new_secret(), Ok)?;
    env.keys.learn(&secret);
    write(env, Some((&secret, cipher.map_or(as_before, |cipher| cipher.0))), "changed the passphrase of")
}
