//! The task queue.

mod groups;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::input::TaskState;
use crate::command::report::{Columns, Report, cut_line, paragraphs};
use crate::domain::recur::bare;
use crate::domain::task::State;
use crate::domain::text::clean_line;
use crate::domain::time::day_text;
use crate::domain::urgency::{Reason, reasons, urgency};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::leads::usual;
use crate::records::names::{ClientName, TaskId};
use crate::records::tasks::checklist::items;
use crate::records::tasks::line::level_word;
use crate::records::tasks::often::repeats;
use crate::records::tasks::standing::facts;
use crate::records::tasks::standing::late;
use crate::records::tasks::standing::state;
use crate::store::Task;

pub use groups::{Group, group};

/// A task with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The task.
    pub task: Rc<Task>,
    /// The client's code.
    pub client: Option<String>,
    /// The service's code.
    pub service: Option<String>,
    /// `open`, `waiting`, `done` or `dropped`.
    pub state: State,
    /// Seconds logged against it.
    pub logged: i64,
    /// Its place in the queue: the highest first.
    pub urgency: i64,
    /// Whether it is past its due date or moment.
    pub overdue: bool,
    /// Whether it is due today.
    pub today: bool,
}

impl Row {
    /// When it is due, short: `today 17:00`, `Fri 26 Jun`, `2 d late`.
    pub fn due(&self, context: &Context<'_>) -> String {
        let Some(day) = self.task.due_date.or(self.task.due_at.map(|at| context.zone().date(at))) else {
            return String::new();
        };
        let days = (day - context.today()).num_days();
        let word = match days {
            -99..=-1 => format!("{}d late", -days),
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            2..=6 => day.format("%a").to_string(),
            _ if chrono::Datelike::year(&day) == chrono::Datelike::year(&context.today()) => {
                day.format("%-d %b").to_string()
            }
            _ => day.format("%-d %b %y").to_string(),
        };
        match self.task.due_at {
            Some(at) if days >= 0 => format!("{word} {}", context.zone().local(at).format("%H:%M")),
            _ => word,
        }
    }

    /// Estimate against logged: `0:40/2:00`; what there is of it.
    pub fn effort(&self) -> String {
        let logged = (self.logged > 0).then(|| write_duration(self.logged / 60 * 60));
        match (logged, self.task.estimate) {
            (Some(l), Some(e)) => format!("{l}/{}", write_duration(e * 60)),
            (Some(l), None) => l,
            (None, Some(e)) => format!("~{}", write_duration(e * 60)),
            (None, None) => String::new(),
        }
    }

    fn json(&self, zone: &Zone) -> Value {
        let t = &self.task;
        json!({
            "id": t.id,
            "title": t.title,
            "client": self.client,
            "service": self.service,
            "state": self.state,
            "due": t.due_at.map(|at| zone.rfc3339(at)).or(t.due_date.map(|d| d.to_string())),
            "wait_until": t.wait_until.map(|d| d.to_string()),
            "priority": level_word(t.priority),
            "rush": t.rush,
            "estimate_minutes": t.estimate,
            "logged_seconds": self.logged,
            "tags": t.tags.split_whitespace().collect::<Vec<_>>(),
            "urgency": self.urgency,
            "note": t.note,
            "repeat": t.repeat.as_deref().map(bare),
        })
    }
}

/// Tasks in the order of the queue.
pub struct Tasks {
    /// The rows.
    pub rows: Vec<Row>,
    zone: Zone,
    dues: Vec<String>,
    /// What is said where there are none.
    none: String,
}

/// The queue: tasks open and not waiting, the most urgent first.
pub fn queue(context: &Context<'_>) -> Result<Vec<Row>> {
    let mut rows = open(context, &Directory::of(context.db)?, None)?;
    rows.retain(|r| r.state == State::Open);
    sort(&mut rows);
    Ok(rows)
}

/// Open, waiting and recently closed tasks: the queue, then what waits, then what was done or dropped since a day,
/// newest first.
pub fn all(context: &Context<'_>, closed_since: NaiveDate) -> Result<Vec<Row>> {
    let directory = Directory::of(context.db)?;
    let mut rows = open(context, &directory, None)?;
    let place = |state: State| u8::from(state != State::Open);
    rows.sort_by(|a, b| place(a.state).cmp(&place(b.state)).then(by_urgency(a, b)));
    for (task, logged) in context.db.closed_since(context.zone().start_of(closed_since))? {
        rows.push(row(logged, Rc::new(task), &directory, context));
    }
    Ok(rows)
}

/// A client's tasks still to do, waiting ones included, the most urgent first.
pub fn of_client(context: &Context<'_>, client: i64) -> Result<Vec<Row>> {
    let mut rows = open(context, &Directory::of(context.db)?, Some(client))?;
    sort(&mut rows);
    Ok(rows)
}

/// Every task still to do, of one client if that is asked for, waiting ones included, in no order.
fn open(context: &Context<'_>, directory: &Directory, client: Option<i64>) -> Result<Vec<Row>> {
    let rows = context.db.open_tasks_spent()?.into_iter();
    let rows = rows.filter(|(task, _)| client.is_none() || task.client == client);
    Ok(rows.map(|(task, logged)| row(logged, task, directory, context)).collect())
}

fn by_urgency(a: &Row, b: &Row) -> Ordering {
    b.urgency.cmp(&a.urgency).then(a.task.id.cmp(&b.task.id))
}

fn sort(rows: &mut [Row]) {
    rows.sort_by(by_urgency);
}

fn row(logged: i64, task: Rc<Task>, directory: &Directory, context: &Context<'_>) -> Row {
    let facts = facts(&task, context);
    let today = facts.due_on == Some(context.today());
    Row {
        client: task.client.map(|c| directory.code(c).to_owned()),
        service: directory.service(task.service).map(str::to_owned),
        state: state(&task, context),
        logged,
        urgency: if task.state == State::Open { urgency(&facts, context.now, context.today()) } else { 0 },
        overdue: late(&task, context) && task.state == State::Open,
        today,
        task,
    }
}

/// `task list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let context = &args.context;
    let wanted = args.get::<TaskState>("state")?.map_or("open", |s| s.0);
    let client = args.get::<ClientName>("client")?.map(|c| c.0);
    let what = if wanted == "all" { String::new() } else { format!("{wanted} ") };
    let none = format!("no {what}tasks{}", client.as_ref().map(|c| format!(" for {}", c.name)).unwrap_or_default());
    let client = client.map(|c| c.id);
    let directory = Directory::of(context.db)?;
    let mut rows = Vec::new();
    if matches!(wanted, "open" | "waiting" | "all") {
        rows.extend(open(context, &directory, client)?);
    }
    if matches!(wanted, "done" | "dropped" | "all") {
        for (task, logged) in context.db.closed_tasks(1_000)? {
            rows.push(row(logged, Rc::new(task), &directory, context));
        }
    }
    rows.retain(|r| (wanted == "all" || r.state.as_str() == wanted) && (client.is_none() || r.task.client == client));
    sort(&mut rows);
    let dues = rows.iter().map(|r| r.due(context)).collect();
    Ok(Box::new(Tasks { rows, zone: context.zone().clone(), dues, none }))
}

impl Report for Tasks {
    fn json(&self) -> Value {
        Value::Array(self.rows.iter().map(|r| r.json(&self.zone)).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "due", "client", "task", ">time", "priority", "tags", "state"]);
        for (row, due) in self.rows.iter().zip(&self.dues) {
            let t = &row.task;
            let mut level = if t.priority == 0 { String::new() } else { level_word(t.priority).to_owned() };
            if t.rush {
                level = format!("rush {level}").trim_end().to_owned();
            }
            columns.row(vec![
                t.id.to_string(),
                if row.overdue { format!("!{due}") } else { due.clone() },
                row.client.clone().unwrap_or_default(),
                t.title.clone(),
                row.effort(),
                level,
                t.tags.split_whitespace().map(|t| format!("#{t}")).collect::<Vec<_>>().join(" "),
                row.state.to_string(),
            ]);
        }
        columns.text_or(&self.none)
    }
}

/// One task whole.
struct Whole(Tasks, Vec<Reason>, Vec<(&'static str, String)>);

impl Report for Whole {
    fn json(&self) -> Value {
        let mut value = self.0.rows.first().map_or(Value::Null, |r| r.json(&self.0.zone));
        value["why"] = self.1.iter().map(|r| json!({ "points": r.points, "why": r.why })).collect();
        if let Some(row) = self.0.rows.first() {
            value["checklist"] = json!(row.task.checklist.lines().collect::<Vec<_>>());
            value["checklist_items"] =
                items(&row.task.checklist).iter().map(|item| json!({ "text": item.text, "done": item.done })).collect();
        }
        value
    }

    fn text(&self) -> String {
        let mut text = self.0.text();
        if let Some(row) = self.0.rows.first() {
            for (name, words) in &self.2 {
                text.push_str(&paragraphs(&format!("{name}  {}", clean_line(words))));
            }
            text.push_str(&paragraphs(&row.task.note));
            for (n, item) in (1..).zip(items(&row.task.checklist)) {
                let tick = if item.done { 'x' } else { ' ' };
                text.push_str(&cut_line(&format!("{n:>3} [{tick}] {}", item.text)));
            }
        }
        for reason in &self.1 {
            text.push_str(&format!("{:>9}  {}\n", reason.points, reason.why));
        }
        let sum: i64 = self.1.iter().map(|r| r.points).sum();
        text.push_str(&format!("{sum:>9}  urgency\n"));
        text
    }
}

/// `task show` and `task why`.
pub fn show(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let context = &args.context;
    let task = args.need::<TaskId>("id")?.0;
    let why = reasons(&facts(&task, context), context.now, context.today());
    let mut more = Vec::new();
    more.extend(repeats(&task).map(|every| ("repeats ", every)));
    more.extend(task.wait_until.map(|day| ("waits   ", format!("until {}", day_text(day, context.today())))));
    if task.due_at.is_some() {
        more.extend(usual(&context.config.reminders.tasks).map(|leads| ("reminder", leads)));
    }
    let row = row(context.db.logged_on(task.id)?, Rc::new(task), &Directory::of(context.db)?, context);
    let dues = vec![row.due(context)];
    let tasks = Tasks { rows: vec![row], zone: context.zone().clone(), dues, none: String::new() };
    Ok(Box::new(Whole(tasks, why, more)))
}
