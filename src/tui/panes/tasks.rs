//! The queue of tasks.

use super::{Pane, See};
use crate::app::offer::{Kind, Subject};
use crate::app::tasks::{facts, level_word};
use crate::app::views::tasks::Row as Task;
use crate::domain::urgency::reasons;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{Item, Key, Row};
use crate::tui::theme::Tone;

/// The pane.
pub struct Tasks;

const COLUMNS: &[Column] =
    &[column(1), column(14).gap(0).rank(2), column(10).rank(1), column(usize::MAX).grows(), column(12).right().rank(3)];

impl Pane for Tasks {
    fn kind(&self) -> Kind {
        Kind::Task
    }

    fn title(&self, _: &See<'_>) -> String {
        "Tasks".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, see: &See<'_>) -> (Vec<Item>, usize) {
        let rows = see.board.tasks.iter().enumerate();
        (rows.filter_map(|(at, task)| item(see, task, at)).collect(), 0)
    }

    fn nothing(&self) -> &'static str {
        "nothing to do"
    }

    fn details(&self, see: &See<'_>, row: &Row) -> Vec<(&'static str, String)> {
        let Some(task) = see.board.tasks.get(row.at) else { return Vec::new() };
        let t = &task.task;
        let mut lines = vec![
            ("task", t.title.clone()),
            ("client", task.client.clone().unwrap_or_default()),
            ("service", task.service.clone().unwrap_or_default()),
        ];
        let late = if task.overdue { " (overdue)" } else { "" };
        let due = match (t.due_at, t.due_date) {
            (Some(at), _) => see.context.zone().local(at).format("%a %-d %b %Y %H:%M").to_string() + late,
            (None, Some(day)) => day.format("%a %-d %b %Y").to_string() + late,
            _ => String::new(),
        };
        lines.push(("due", due));
        lines.push(("time", task.effort()));
        let mut level = if t.priority == 0 { String::new() } else { level_word(t.priority).to_owned() };
        if t.rush {
            level = format!("rush {level}").trim_end().to_owned();
        }
        lines.push(("priority", level));
        lines.push(("tags", tags(&t.tags).join(" ")));
        lines.push(("repeats", t.repeat.clone().unwrap_or_default()));
        lines.push(("note", t.note.clone()));
        lines.push(("list", t.checklist.clone()));
        let why = reasons(&facts(t, &see.context), see.context.now, see.context.today());
        lines.push(("here", why.into_iter().map(|r| r.why).collect::<Vec<_>>().join(", ")));
        lines
    }
}

fn tags(words: &str) -> Vec<String> {
    words.split_whitespace().map(|t| format!("#{t}")).collect()
}

/// When it is due, in a few letters: `3d late`, `17:00`, `Tue 16:00`, `30 Jun`.
fn due(see: &See<'_>, task: &Task) -> String {
    let zone = see.context.zone();
    let Some(day) = task.task.due_date.or(task.task.due_at.map(|at| zone.date(at))) else { return String::new() };
    let days = (day - see.context.today()).num_days();
    let time = task.task.due_at.map(|at| zone.local(at).format("%H:%M").to_string());
    match (days, time) {
        (0, Some(time)) => time,
        (1..=6, Some(time)) => format!("{} {time}", day.format("%a")),
        (1..=6, None) => day.format("%a").to_string(),
        _ => task.due(&see.context),
    }
}

fn item(see: &See<'_>, task: &Task, at: usize) -> Option<Item> {
    let t = &task.task;
    let code = task.client.as_deref();
    let (mark, tone) = match (task.overdue, task.today) {
        (true, _) => ("!", Tone::Bad),
        (false, true) => ("", Tone::Warn),
        _ => ("", Tone::Plain),
    };
    let mut title = t.title.clone();
    for (is, word) in [(t.rush, "rush"), (t.priority == 3, "high")] {
        if is {
            title = format!("{title} · {word}");
        }
    }
    let runs = see.board.status.running.as_ref().is_some_and(|r| r.task == Some(t.id));
    let effort = if runs { format!("▶ {}", task.effort()) } else { task.effort() };
    let row = Row {
        key: Key { id: t.id, ..Key::default() },
        subject: Some(Subject {
            kind: Kind::Task,
            id: t.id,
            client: task.client.clone(),
            service: task.service.clone(),
            title: t.title.clone(),
            runs,
            closed: matches!(task.state.as_str(), "done" | "dropped"),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(mark, tone),
            cell(due(see, task), tone),
            cell(code.unwrap_or_default(), code.map_or(Tone::Plain, Tone::client)),
            cell(title, if runs { Tone::Strong } else { Tone::Plain }),
            cell(effort, Tone::Dim),
        ],
        off: false,
    };
    see.admit(code, row, 0, 3)
}
