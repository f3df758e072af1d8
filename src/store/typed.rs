//! What was typed: each prompt's history, and drafts left when the screen went away.

use super::reads::Reads;
use super::tx::Tx;
use crate::error::Result;

/// Lines kept for each prompt.
const KEPT: i64 = 200;

impl Reads {
    /// What was typed at a prompt, newest first.
    pub fn typed(&self, prompt: &str) -> Result<Vec<String>> {
        let sql = "SELECT text FROM typed WHERE prompt = ?1 ORDER BY id DESC";
        self.all("reading what was typed", sql, [prompt], |r| r.get(0))
    }

    /// Drafts: the prompt and its unsaved text.
    pub fn drafts(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT prompt, text FROM draft ORDER BY prompt";
        self.all("reading drafts", sql, (), |r| Ok((r.get(0)?, r.get(1)?)))
    }
}

impl Tx<'_> {
    /// Remembers a line typed at a prompt as its newest.
    pub fn remember(&self, prompt: &str, text: &str) -> Result<()> {
        let doing = "remembering what was typed";
        self.run(doing, "DELETE FROM typed WHERE prompt = ?1 AND text = ?2", (prompt, text))?;
        self.run(doing, "INSERT INTO typed(prompt, text) VALUES (?1, ?2)", (prompt, text))?;
        let sql = "DELETE FROM typed WHERE prompt = ?1 AND id NOT IN \
                   (SELECT id FROM typed WHERE prompt = ?1 ORDER BY id DESC LIMIT ?2)";
        self.run(doing, sql, (prompt, KEPT))?;
        Ok(())
    }

    /// Keeps unsaved text, or forgets it where there is none.
    pub fn keep_draft(&self, prompt: &str, text: &str) -> Result<()> {
        let doing = "keeping a draft";
        self.run(doing, "DELETE FROM draft WHERE prompt = ?1", [prompt])?;
        if !text.is_empty() {
            self.run(doing, "INSERT INTO draft(prompt, text) VALUES (?1, ?2)", (prompt, text))?;
        }
        Ok(())
    }
}
