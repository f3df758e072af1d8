//! Keeping bytes and papers, and reading them back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Row;

use super::super::faults::{Damaged, is_damaged, is_sealed};
use super::super::key::FileKey;
use super::super::keyring::Keyring;
use super::super::reads::Reads;
use super::opening::{Missing, Opened, in_memory, open, open_alone};
use super::pack::{pack, unpack};
use super::place::kept_of;
use super::sha::Sha;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// An open files' database.
pub struct Kept {
    pub(super) reads: Reads,
    path: PathBuf,
    read_only: bool,
    key: Option<FileKey>,
}

/// A paper that leaves: by what it will be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving<'a> {
    /// Its document's number.
    pub number: &'a str,
    /// What it is, as `invoice`.
    pub kind: &'a str,
    /// The code of the client whom it goes to.
    pub client: &'a str,
    /// The file's name.
    pub name: &'a str,
}

/// A paper that left, or was about to: in doubt it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its document's number.
    pub number: String,
    /// What it is, as `invoice`.
    pub kind: String,
    /// The code of the client whom it went to.
    pub client: String,
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub sha: Sha,
    /// When it was kept, just before it left.
    pub kept_at: Instant,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptSize {
    /// Papers that left.
    pub papers: i64,
    /// Pieces of bytes, those of papers among them; the same bytes are kept once.
    pub contents: i64,
    /// How many bytes they are, unpacked.
    pub bytes: i64,
}

const PAPER: &str = "SELECT number, kind, client, name, sha256, kept_at FROM paper";

impl Kept {
    /// How many bytes a kept file has at most.
    pub const MOST: usize = 20_000_000;

    /// Opens the files' database beside a database with this key, and makes it if there is none.
    pub(in super::super) fn open(
        database: &Path,
        key: Option<&FileKey>,
        keys: &Keyring,
        wait: Duration,
    ) -> Result<Self> {
        let path = kept_of(database);
        let opened = open(&path, key, keys, wait, Missing::Make).map_err(own)?;
        let opened = opened.ok_or_else(|| Error::problem(format!("{} is not there", path.display())))?;
        Ok(Self::of(path, opened))
    }

    /// The same, or nothing if there is none.
    pub(in super::super) fn find(
        database: &Path,
        key: Option<&FileKey>,
        keys: &Keyring,
        wait: Duration,
    ) -> Result<Option<Self>> {
        let path = kept_of(database);
        let opened = open(&path, key, keys, wait, Missing::Leave).map_err(own)?;
        Ok(opened.map(|opened| Self::of(path, opened)))
    }

    /// Makes an empty one in memory, gone with the value.
    pub fn in_memory() -> Result<Self> {
        Ok(Self { reads: in_memory()?, path: PathBuf::new(), read_only: false, key: None })
    }

    /// One that this process alone has.
    pub(super) fn alone(path: &Path, key: Option<&FileKey>) -> Result<Self> {
        let reads = open_alone(path, key).map_err(own)?;
        Ok(Self { reads, path: path.to_owned(), read_only: false, key: key.cloned() })
    }

    fn of(path: PathBuf, Opened { reads, read_only, key }: Opened) -> Self {
        Self { reads, path, read_only, key }
    }

    /// The file; no name where it is in memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its key, if it is encrypted.
    pub(super) fn key(&self) -> Option<&FileKey> {
        self.key.as_ref()
    }

    /// Keeps bytes, once, and returns by what they are known. `name` is what they are called where they are too many.
    pub fn keep(&self, name: &str, bytes: &[u8], now: Instant) -> Result<Sha> {
        refuse_large(name, bytes.len())?;
        self.write(|| self.put(bytes, now))
    }

    /// Keeps the bytes of a paper that is about to leave, with its document's number. The same paper is kept once.
    pub fn keep_paper(&self, paper: &Leaving<'_>, bytes: &[u8], now: Instant) -> Result<Sha> {
        refuse_large(paper.name, bytes.len())?;
        self.write(|| {
            let sha = self.put(bytes, now)?;
            self.put_paper(paper, &sha, now)?;
            Ok(sha)
        })
    }

    /// Does `work` in one transaction.
    pub(super) fn write<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(Error::problem(format!(
                "{} is open read-only: it or its folder cannot be written",
                self.path.display()
            )));
        }
        self.reads.begin().map_err(own)?;
        self.reads.end(work()).map_err(own)
    }

    /// Writes bytes, unless they are there and are what they were.
    pub(super) fn put(&self, bytes: &[u8], now: Instant) -> Result<Sha> {
        let sha = Sha::of(bytes);
        let sound = self.bytes(&sha).is_ok_and(|kept| kept.is_some());
        if !sound {
            let (written, packed) = pack(bytes);
            let sql = "INSERT INTO content(sha256, size, packed, bytes, kept_at) VALUES (?1, ?2, ?3, ?4, ?5) \
                       ON CONFLICT(sha256) DO UPDATE \
                       SET size = excluded.size, packed = excluded.packed, bytes = excluded.bytes";
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            self.reads.run("keeping a file", sql, (sha.as_str(), size, packed, &*written, now.0))?;
        }
        Ok(sha)
    }

    /// Writes that a paper with these bytes leaves.
    pub(super) fn put_paper(&self, paper: &Leaving<'_>, sha: &Sha, at: Instant) -> Result<usize> {
        let sql = "INSERT INTO paper(number, kind, client, name, sha256, kept_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                   ON CONFLICT DO NOTHING";
        let Leaving { number, kind, client, name } = *paper;
        self.reads.run("keeping a paper", sql, (number, kind, client, name, sha.as_str(), at.0))
    }

    /// The bytes that are known by this, if they are kept; an error where they are not what they were.
    pub fn bytes(&self, sha: &Sha) -> Result<Option<Vec<u8>>> {
        let doing = "reading a kept file";
        let sql = "SELECT bytes, packed, size FROM content WHERE sha256 = ?1";
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let found = self.reads.maybe(doing, sql, [sha.as_str()], read).map_err(own)?;
        let Some((written, packed, size)) = found else { return Ok(None) };
        let damaged = || own(Error::fault(doing, Damaged("it is not what was kept".to_owned())));
        unpack(written, packed, size, sha.as_str()).ok_or_else(damaged).map(Some)
    }

    /// The papers of a document, the first first.
    pub fn papers(&self, number: &str) -> Result<Vec<Paper>> {
        let sql = format!("{PAPER} WHERE number = ?1 ORDER BY id");
        self.reads.all("reading papers", &sql, [number], paper).map_err(own)
    }

    /// Every paper, the first first.
    pub fn all_papers(&self) -> Result<Vec<Paper>> {
        self.reads.all("reading papers", &format!("{PAPER} ORDER BY id"), (), paper).map_err(own)
    }

    /// Every number that stands on a paper which left: of each, the first paper. None of them is given again.
    pub fn numbers(&self) -> Result<Vec<Paper>> {
        let sql = format!("{PAPER} WHERE id IN (SELECT min(id) FROM paper GROUP BY number) ORDER BY id");
        self.reads.all("reading the numbers of papers", &sql, (), paper).map_err(own)
    }

    /// Those of them that are not among the known ones: an older backup was put back.
    pub fn unknown(&self, known: &BTreeSet<String>) -> Result<Vec<Paper>> {
        Ok(self.numbers()?.into_iter().filter(|paper| !known.contains(&paper.number)).collect())
    }

    /// How much is kept.
    pub fn size(&self) -> Result<KeptSize> {
        let sql = "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM content), \
                   (SELECT coalesce(sum(size), 0) FROM content)";
        let size = |r: &Row<'_>| Ok(KeptSize { papers: r.get(0)?, contents: r.get(1)?, bytes: r.get(2)? });
        self.reads.one("counting kept files", sql, (), size).map_err(own)
    }

    /// What is kept and is no paper's: it may go once nothing else names it.
    pub fn loose(&self) -> Result<BTreeSet<Sha>> {
        let sql = "SELECT sha256 FROM content WHERE NOT EXISTS (SELECT 1 FROM paper WHERE sha256 = content.sha256)";
        shas(&self.reads, sql)
    }

    /// Lets go what is no paper's and not among what is named; how many pieces.
    pub fn let_go(&self, named: &BTreeSet<Sha>) -> Result<usize> {
        self.write(|| {
            let unnamed: Vec<Sha> = self.loose()?.into_iter().filter(|sha| !named.contains(sha)).collect();
            for sha in &unnamed {
                self.reads.run("letting a kept file go", "DELETE FROM content WHERE sha256 = ?1", [sha.as_str()])?;
            }
            Ok(unnamed.len())
        })
    }
}

/// An error that is of this file: what helps against one of the database's does not help here.
pub(super) fn own(error: Error) -> Error {
    if !is_damaged(&error) && !is_sealed(&error) {
        return error;
    }
    Error::problem(format!("the files' database: {error}; 'vadash db check' says what helps"))
}

/// What a statement finds.
pub(super) fn shas(reads: &Reads, sql: &str) -> Result<BTreeSet<Sha>> {
    let found = reads.all("reading what is kept", sql, (), |r| r.get::<_, String>(0))?;
    // What is none is found by a check.
    Ok(found.iter().filter_map(|text| text.parse().ok()).collect())
}

fn paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    let sha: String = row.get("sha256")?;
    let no_sha = |_| rusqlite::Error::InvalidColumnName("sha256".to_owned());
    Ok(Paper {
        number: row.get("number")?,
        kind: row.get("kind")?,
        client: row.get("client")?,
        name: row.get("name")?,
        sha: sha.parse().map_err(no_sha)?,
        kept_at: Instant(row.get("kept_at")?),
    })
}

fn refuse_large(name: &str, length: usize) -> Result<()> {
    const MB: usize = 1_000_000;
    if length <= Kept::MOST {
        return Ok(());
    }
    let (has, most) = (length.div_ceil(MB), Kept::MOST / MB);
    Err(Error::problem(format!("{name} is {has} MB: a kept file has at most {most} MB")))
}
