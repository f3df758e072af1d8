//! The key of an encrypted file.
//!
//! The key is made of the passphrase here, once, as SQLCipher 4 makes it at every opening
//! (<https://www.zetetic.net/sqlcipher/design/>), whatever the cipher: to guess a passphrase costs the same, and a file
//! under SQLCipher's opens without vadash too.

use std::fmt;

use rusqlite::Connection;
use zeroize::{Zeroize, Zeroizing};

use crate::domain::secret::{Cipher, Secret};
use crate::error::{Doing, Result};
use crate::guard;

/// The first bytes of an encrypted file. They are random, and no secret.
pub(super) type Salt = [u8; 16];

/// The cost of a guess: PBKDF2-HMAC-SHA512 rounds, as SQLCipher 4 has them.
const ROUNDS: u32 = 256_000;

/// How many bytes of each page are not SQLite's under a cipher.
fn reserve(cipher: Cipher) -> u8 {
    match cipher {
        Cipher::ChaCha20 => 32,
        Cipher::SqlCipher => 80,
    }
}

/// Key and salt as SQLite reads them, and the cipher; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct FileKey {
    spec: Zeroizing<String>,
    salt: Salt,
    cipher: Cipher,
}

impl FileKey {
    /// The key to a file with this salt and cipher.
    pub(super) fn of(secret: &Secret, salt: Salt, cipher: Cipher) -> Self {
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
        Self { spec, salt, cipher }
    }

    /// The key to a new file.
    pub(super) fn fresh(secret: &Secret, cipher: Cipher) -> Result<Self> {
        let salt = guard::random().doing("drawing a random number")?;
        Ok(Self::of(secret, salt, cipher))
    }

    /// How the file is encrypted.
    pub(super) fn cipher(&self) -> Cipher {
        self.cipher
    }

    /// Whether it is one to a file with this salt and cipher.
    pub(super) fn has(&self, salt: Salt, cipher: Cipher) -> bool {
        self.salt == salt && self.cipher == cipher
    }

    /// Whether this is the key that a secret makes, found out in the same time whatever it is.
    pub(super) fn is_of(&self, secret: &Secret) -> bool {
        let other = Self::of(secret, self.salt, self.cipher);
        let differ = self.spec.bytes().zip(other.spec.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        differ == 0
    }

    /// Returns the raw key by which another process opens the same files, as 64 hexadecimal digits.
    pub fn digits(&self) -> &str {
        &self.spec[2..66]
    }

    /// Returns the key as part of an address (`file:…?`), for a file that another connection makes or reads;
    /// text to be wiped.
    pub(super) fn parameters(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(256));
        let version = if self.cipher == Cipher::SqlCipher { "&legacy=4" } else { "" };
        text.push_str(&format!("cipher={}{version}&reserve={}&key=", self.cipher, reserve(self.cipher)));
        text.push_str(&self.spec);
        text
    }

    /// Tells a connection that has read nothing yet.
    pub(super) fn tell(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.execute_batch("PRAGMA memory_security=fill")?;
        // Answered with its name, or not at all by an SQLite that cannot encrypt and would write the file in plain.
        let sql = format!("PRAGMA cipher={}", self.cipher);
        conn.query_row(&sql, [], |_| Ok(()))?;
        if self.cipher == Cipher::SqlCipher {
            conn.execute_batch("PRAGMA legacy=4")?;
        }
        let mut sql = Zeroizing::new(String::with_capacity(self.spec.len() + 16));
        sql.push_str("PRAGMA key=\"");
        sql.push_str(&self.spec);
        sql.push('"');
        conn.execute_batch(&sql)
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileKey(…)")
    }
}

/// A secret that is a key already: 256 bits as 64 hexadecimal digits.
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
