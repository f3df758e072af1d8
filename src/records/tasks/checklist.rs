//! A task's checklist: one item a line, `[x] ` in front of what is done.

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::normal;
use crate::command::input::{Count, Input};
use crate::command::report::Done;
use crate::error::{Error, Result};
use crate::records::names::TaskId;
use crate::store::Tx;

/// One thing on a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is to be done.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
}

impl Item {
    /// Reads a line: `item`, `- item`, `[ ] item`, `- [x] item`; nothing of an empty one.
    fn of(line: &str) -> Option<Self> {
        let (mut text, mut done) = (line.trim(), false);
        loop {
            let bullet = ["- ", "* ", "[ ]", "[]"].iter().find_map(|mark| text.strip_prefix(mark));
            let ticked = ["[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark));
            done |= ticked.is_some();
            match ticked.or(bullet) {
                Some(rest) => text = rest.trim_start(),
                None => break,
            }
        }
        (!text.is_empty() && text != "-").then(|| Self { text: text.to_owned(), done })
    }
}

/// The items of a checklist as it is kept.
pub fn items(kept: &str) -> Vec<Item> {
    kept.lines().filter_map(Item::of).collect()
}

/// A checklist as it is kept.
pub fn write(items: &[Item]) -> String {
    let line = |item: &Item| format!("{}{}", if item.done { "[x] " } else { "" }, item.text);
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The checklist of a task that comes back: nothing of it is done.
pub fn anew(kept: &str) -> String {
    let open = |item: Item| Item { done: false, ..item };
    write(&items(kept).into_iter().map(open).collect::<Vec<_>>())
}

/// A checklist as it is typed.
pub struct Checklist(pub Vec<Item>);

impl Input for Checklist {
    const LIKE: &'static str = "one item a line: - to do, [x] done";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        Ok(Self(items(&normal(text))))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        let done = self.0.iter().filter(|item| item.done).count();
        format!("{done} of {} done", self.0.len())
    }
}

impl Checklist {
    /// Puts it in the place of the one kept, unless they say the same.
    pub fn put(&self, kept: &mut String) {
        if items(kept) != self.0 {
            *kept = write(&self.0);
        }
    }
}

/// Ticks an item, or the next that is open; an item named that is ticked is open again.
pub fn check(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    let mut items = items(&task.checklist);
    if items.is_empty() {
        return Err(Error::problem(format!(
            "task {} has no checklist: 'task edit {0} --checklist …' makes one",
            task.id
        )));
    }
    let at = match args.get::<Count>("n")? {
        Some(n) => usize::try_from(n.0 - 1)
            .ok()
            .filter(|at| *at < items.len())
            .ok_or_else(|| Error::at("n", format!("there is no item {}: the checklist has {}", n.0, items.len())))?,
        None => items.iter().position(|item| !item.done).ok_or_else(|| {
            Error::problem(format!("all {} items of task {} are done: name one to open it again", items.len(), task.id))
        })?,
    };
    items[at].done = !items[at].done;
    task.checklist = write(&items);
    tx.update(&task)?;
    let done = items.iter().filter(|item| item.done).count();
    let what = if items[at].done { "ticked" } else { "open again" };
    let mut said = Done::new(format!("{what}: {} ({done} of {} done)", items[at].text, items.len()), task.id);
    said.more.push(("n", (at + 1).into()));
    said.more.push(("done", items[at].done.into()));
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_evened_out_and_read_back() {
        let typed = "- write\n[ ] read\n- [x] send\n\n* [X]  call\n[x]\nplain";
        let kept = write(&items(typed));
        assert_eq!(kept, "write\nread\n[x] send\n[x] call\nplain");
        assert_eq!(write(&items(&kept)), kept);
        assert_eq!(anew(&kept), "write\nread\nsend\ncall\nplain");
    }
}
