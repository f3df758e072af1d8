//! The key of an encrypted file.
//!
//! The cipher and the file's format are SQLCipher 4's with its own settings, so that the file can be opened without
//! vadash too. The key is made of the passphrase here, once, as SQLCipher would make it at every opening:
//! <https://www.zetetic.net/sqlcipher/design/>.

use rusqlite::Connection;
#[cfg(feature = "encryption")]
use zeroize::{Zeroize, Zeroizing};

use crate::domain::secret::Secret;
#[cfg(feature = "encryption")]
use crate::error::Doing;
#[cfg(not(feature = "encryption"))]
use crate::error::Error;
use crate::error::Result;

/// The first bytes of an encrypted file. They are random, and no secret.
pub(super) type Salt = [u8; 16];

/// The cost of a guess: PBKDF2-HMAC-SHA512 rounds, as SQLCipher 4 has them.
#[cfg(feature = "encryption")]
const ROUNDS: u32 = 256_000;

/// Key and salt as SQLCipher reads them; wiped when dropped.
#[cfg(feature = "encryption")]
#[derive(Clone)]
pub struct Key {
    spec: Zeroizing<String>,
    salt: Salt,
}

/// There is none in a program that cannot encrypt.
#[cfg(not(feature = "encryption"))]
#[derive(Clone)]
pub enum Key {}

#[cfg(feature = "encryption")]
impl Key {
    /// The key to a file with this salt.
    pub(super) fn of(secret: &Secret, salt: Salt) -> Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        match raw(secret) {
            Some(raw) => key.copy_from_slice(&*raw),
            None => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(secret.text().as_bytes(), &salt, ROUNDS, &mut *key),
        }
        // Made in one piece: a text that grows leaves copies of itself behind.
        let mut spec = Zeroizing::new(String::with_capacity(2 * (32 + 16) + 3));
        spec.push_str("x'");
        for byte in key.iter().chain(&salt) {
            for digit in [byte >> 4, byte & 15] {
                spec.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        spec.push('\'');
        Ok(Self { spec, salt })
    }

    /// The key to a new file.
    pub(super) fn fresh(secret: &Secret) -> Result<Self> {
        let mut salt = Salt::default();
        let mut filled = 0;
        while filled < salt.len() {
            let flags = rustix::rand::GetRandomFlags::empty();
            filled += rustix::rand::getrandom(&mut salt[filled..], flags).doing("drawing a random number")?;
        }
        Self::of(secret, salt)
    }

    /// Whether this is the key that a secret makes, found out in the same time whatever it is.
    pub(super) fn is_of(&self, secret: &Secret) -> Result<bool> {
        let other = Self::of(secret, self.salt)?;
        let differ = self.spec.bytes().zip(other.spec.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        Ok(differ == 0)
    }

    /// Tells a connection that has read nothing yet.
    pub(super) fn tell(&self, conn: &Connection) -> rusqlite::Result<()> {
        // First of all, or a wrong key would be reported on the terminal.
        conn.execute_batch("PRAGMA cipher_log_level=NONE")?;
        let mut sql = Zeroizing::new(String::with_capacity(self.spec.len() + 16));
        sql.push_str("PRAGMA key=\"");
        sql.push_str(&self.spec);
        sql.push('"');
        conn.execute_batch(&sql)?;
        // Every page read again is deciphered again: with the usual cache, long reads take many times as long.
        conn.execute_batch("PRAGMA cache_size=-65536")
    }
}

/// A secret that is a key already: 256 bits as 64 hexadecimal digits.
#[cfg(feature = "encryption")]
fn raw(secret: &Secret) -> Option<Zeroizing<[u8; 32]>> {
    let digits = secret.text().as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok());
        let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else {
            key.zeroize();
            return None;
        };
        *byte = high << 4 | low;
    }
    Some(key)
}

#[cfg(not(feature = "encryption"))]
impl Key {
    pub(super) fn of(_: &Secret, _: Salt) -> Result<Self> {
        Err(not_built_in())
    }

    pub(super) fn fresh(_: &Secret) -> Result<Self> {
        Err(not_built_in())
    }

    pub(super) fn is_of(&self, _: &Secret) -> Result<bool> {
        match *self {}
    }

    pub(super) fn tell(&self, _: &Connection) -> rusqlite::Result<()> {
        match *self {}
    }
}

/// Why a program without the feature goes no further.
#[cfg(not(feature = "encryption"))]
fn not_built_in() -> Error {
    Error::problem("this vadash was built without encryption: install it with --features encryption")
}
