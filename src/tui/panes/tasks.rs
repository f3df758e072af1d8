//! The queue of tasks.

use crate::app::board::{Needs, TaskScope};
use crate::app::offer::Subject;
use crate::command::filter::Facts;
use crate::domain::task::State;
use crate::domain::urgency::reasons;
use crate::records::kind::Kind;
use crate::records::tasks::actions::TASK;
use crate::records::tasks::checklist::items;
use crate::records::tasks::line::level_word;
use crate::records::tasks::list::{Group, Row as Task, group};
use crate::records::tasks::often::repeats;
use crate::records::tasks::standing::facts;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::marks::{CHECKLIST, NOTE, REPEATS, RUSH, marked};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::privacy::HIDDEN;
use crate::tui::theme::Tone;

/// The queue: everybody's, or that of the client whose page it is.
pub enum TasksPane {
    /// Everybody's.
    Queue,
    /// The client's.
    Own,
}

/// Every task, under headings if that is asked for.
pub struct AllTasksPane;

/// Rows that a list has at most: more are not looked through, but filtered.
const MOST: usize = 2_000;

/// Rows of the narrow queue, which is for what comes next.
const NEXT: usize = 200;

const COLUMNS: &[Column] = &[
    column(1),
    column(14).gap(0).rank(2),
    column(10).rank(1),
    column(usize::MAX).grows(),
    column(12).right().aside(3),
];

/// The same with what the narrow queue leaves out.
const WIDE: &[Column] = &[
    column(1),
    column(14).gap(0).rank(2),
    column(10).rank(1),
    column(90).grows(),
    column(12).right().rank(3),
    column(8).rank(4).gap(2),
    column(14).rank(6).gap(2),
    column(24).rank(5).gap(2),
];

impl Pane for TasksPane {
    fn needs(&self) -> Needs {
        match self {
            Self::Queue => Needs { tasks: TaskScope::Queue, ..Needs::NOTHING },
            Self::Own => Needs { page: true, ..Needs::NOTHING },
        }
    }

    fn kind(&self) -> &'static Kind {
        &TASK
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Tasks".to_owned()
    }

    fn sum(&self, cx: &PaneCx<'_>) -> String {
        let seen = cx.board.tasks.iter().filter(|t| cx.only.is_none() || cx.only == t.client.as_deref());
        match seen.filter(|t| t.overdue).count() {
            0 => String::new(),
            late => format!("{late} late"),
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let rows = cx.board.tasks.iter().enumerate();
        let mut rows = rows.filter_map(|(at, task)| item(cx, task, at, 0));
        let mut items: Vec<ListItem> = rows.by_ref().take(NEXT).collect();
        items.extend(rows.next().map(|_| more(NEXT)));
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "nothing to do"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}

impl Pane for AllTasksPane {
    fn needs(&self) -> Needs {
        Needs { tasks: TaskScope::All, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &TASK
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Tasks".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let shown = ["open", "open and waiting", "also closed ones"][usize::from(cx.options.more)];
        match cx.options.group {
            Group::None => shown.to_owned(),
            group => format!("{shown}, by {}", group.word()),
        }
    }

    fn columns(&self) -> &'static [Column] {
        WIDE
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let most = cx.options.more;
        let shown = |task: &Task| match task.state {
            State::Open => true,
            State::Waiting => most >= 1,
            _ => most >= 2,
        };
        let mut items = Vec::new();
        for (part, (heading, rows)) in (0..=u8::MAX).zip(group(&cx.board.tasks, cx.options.group, &cx.context)) {
            let rows = rows.into_iter().filter(|at| shown(&cx.board.tasks[*at]));
            let mut rows = rows.filter_map(|at| item(cx, &cx.board.tasks[at], at, part));
            let shown: Vec<ListItem> = rows.by_ref().take(MOST.saturating_sub(items.len())).collect();
            let (rest, rows) = (rows.next().is_some(), shown);
            if !heading.is_empty() && !rows.is_empty() {
                // A heading may name a client or a tag that is not to be seen.
                let plain = !cx.privacy.is_on() || !matches!(cx.options.group, Group::Client | Group::Tag);
                let text = if plain { heading } else { HIDDEN.to_owned() };
                items.push(ListItem::Rule(
                    format!("{text}, {}{}", rows.len(), if rest { "+" } else { "" }),
                    Tone::Strong,
                ));
            }
            items.extend(rows);
            if rest {
                items.push(more(MOST));
                break;
            }
        }
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "nothing to do"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}

fn details(cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
    let Some(task) = cx.board.tasks.get(row.at) else { return Vec::new() };
    let t = &task.task;
    let mut lines = vec![
        ("task", t.title.clone()),
        ("client", task.client.clone().unwrap_or_default()),
        ("service", task.service.clone().unwrap_or_default()),
    ];
    let late = if task.overdue { " (overdue)" } else { "" };
    let due = match (t.due_at, t.due_date) {
        (Some(at), _) => cx.context.zone().local(at).format("%a %-d %b %Y %H:%M").to_string() + late,
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
    lines.push(("repeats", repeats(t).unwrap_or_default()));
    lines.push(("note", t.note.clone()));
    lines.push(("list", t.checklist.clone()));
    let why = reasons(&facts(t, &cx.context), cx.context.now, cx.context.today());
    lines.push(("here", why.into_iter().map(|r| r.why).collect::<Vec<_>>().join(", ")));
    lines
}

/// What stands under the last row that is shown, where there are more.
fn more(most: usize) -> ListItem {
    ListItem::Rule(format!("and more than these {most}: a filter finds them"), Tone::Dim)
}

fn tags(words: &str) -> Vec<String> {
    words.split_whitespace().map(|t| format!("#{t}")).collect()
}

/// When it is due, in a few letters: `3d late`, `17:00`, `Tue 16:00`, `30 Jun`.
fn due(cx: &PaneCx<'_>, task: &Task) -> String {
    let zone = cx.context.zone();
    let Some(day) = task.task.due_date.or(task.task.due_at.map(|at| zone.date(at))) else { return String::new() };
    let days = (day - cx.context.today()).num_days();
    let time = task.task.due_at.map(|at| zone.local(at).format("%H:%M").to_string());
    match (days, time) {
        (0, Some(time)) => time,
        (1..=6, Some(time)) => format!("{} {time}", day.format("%a")),
        (1..=6, None) => day.format("%a").to_string(),
        _ => task.due(&cx.context),
    }
}

fn item(cx: &PaneCx<'_>, task: &Task, at: usize, part: u8) -> Option<ListItem> {
    let t = &task.task;
    let code = task.client.as_deref();
    let closed = task.state.is_closed();
    let (mark, tone) = match (task.overdue, task.today) {
        _ if closed => ("", Tone::Dim),
        (true, _) => ("!", Tone::Bad),
        (false, true) => ("", Tone::Warn),
        _ => ("", Tone::Plain),
    };
    let mut title = t.title.clone();
    if t.priority == 3 {
        title.push_str(" · high");
    }
    let steps = items(&t.checklist);
    let (repeats, noted, listed) = (t.repeat.is_some(), !t.note.is_empty(), !steps.is_empty());
    title = marked(&title, &[(t.rush, &RUSH), (repeats, &REPEATS), (noted, &NOTE), (listed, &CHECKLIST)]);
    if listed {
        title = format!("{title} {}/{}", steps.iter().filter(|step| step.done).count(), steps.len());
    }
    let runs = cx.board.status.running.as_ref().is_some_and(|r| r.task == Some(t.id));
    let effort = if runs { format!("▶ {}", task.effort()) } else { task.effort() };
    let row = ListRow {
        key: RowKey { id: t.id, part, ..RowKey::default() },
        subject: Some(Subject {
            kind: &TASK,
            id: t.id,
            client: task.client.clone(),
            service: task.service.clone(),
            title: t.title.clone(),
            runs,
            closed,
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(mark, tone),
            cell(due(cx, task), tone),
            cell(code.unwrap_or_default(), code.map_or(Tone::Plain, |code| cx.client(code))),
            cell(title, if runs { Tone::Strong } else { Tone::Plain }),
            cell(effort, Tone::Dim),
            cell(if task.state == State::Open { String::new() } else { task.state.to_string() }, Tone::Dim),
            cell(task.service.as_deref().unwrap_or_default(), Tone::Dim),
            cell(tags(&t.tags).join(" "), Tone::Dim),
        ],
        off: task.state == State::Dropped,
    };
    let day = t.due_date.or(t.due_at.map(|at| cx.context.zone().date(at)));
    let facts = Facts {
        tags: &t.tags,
        state: task.state.as_str(),
        due: day,
        overdue: task.overdue,
        priority: t.priority,
        rush: t.rush,
        ..Facts::default()
    };
    cx.admit(code, row, 0, 3, facts)
}
