//! What a screen is made from: the header's figures, and what the view in front asks for.

use chrono::NaiveDate;

use crate::app::client_page::Page;
use crate::app::people::{People, Rates, Services};
use crate::app::status::Status;
use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::agreements::retainers::Retainers;
use crate::records::billing::unbilled::Unbilled;
use crate::records::calendar::agenda::Agenda;
use crate::records::tasks::list as tasks;
use crate::records::time::timesheet::Timesheet;

/// What a pane needs to have read, beside the figures that every view has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Days of the schedule, from the day shown on.
    pub days: usize,
    /// Which tasks.
    pub tasks: TaskScope,
    /// Days of the timesheet, from the day shown on.
    pub sheet: usize,
    /// Whether clients, agreements, services and rates.
    pub people: bool,
    /// Whether unbilled time.
    pub unbilled: bool,
    /// Whether the page of the client that is looked at.
    pub page: bool,
}

impl Needs {
    /// No more than every view has.
    pub const NOTHING: Self =
        Self { days: 0, tasks: TaskScope::None, sheet: 0, people: false, unbilled: false, page: false };

    /// Combines the needs of two panes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            days: self.days.max(other.days),
            tasks: self.tasks.max(other.tasks),
            sheet: self.sheet.max(other.sheet),
            people: self.people || other.people,
            unbilled: self.unbilled || other.unbilled,
            page: self.page || other.page,
        }
    }
}

/// Which tasks are read, each more than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskScope {
    /// None.
    #[default]
    None,
    /// Those to be done.
    Queue,
    /// Also those that wait, and those closed in the last weeks.
    All,
}

/// Clients, services and rates.
pub struct MasterData {
    /// Everyone.
    pub people: People,
    /// Kinds of work.
    pub services: Services,
    /// Rates per hour.
    pub rates: Rates,
}

/// For how many days a closed task is still listed.
pub const CLOSED: i64 = 28;

/// The read model of the dashboard.
pub struct Board {
    /// The header.
    pub status: Status,
    /// The first day that is shown.
    pub day: NaiveDate,
    /// The occurrences of each day from there on.
    pub days: Vec<Agenda>,
    /// The tasks.
    pub tasks: Vec<tasks::Row>,
    /// Days of work.
    pub sheet: Option<Timesheet>,
    /// Clients, services and rates.
    pub people: Option<MasterData>,
    /// The client whose page it is; its meetings and tasks stand where those of everyone else do.
    pub page: Option<Page>,
    /// Hours left.
    pub retainers: Retainers,
    /// Unbilled time, where it is wanted.
    pub unbilled: Unbilled,
    /// Whether there is no client at all.
    pub empty: bool,
    /// The client, where there is but one.
    pub sole: Option<String>,
    /// Whether nothing was ever logged.
    pub unused: bool,
}

impl Board {
    /// Reads it as of now, with the schedule from `day` on, or with the page of a client.
    pub fn of(context: &Context<'_>, day: NaiveDate, needs: Needs, client: Option<i64>) -> Result<Self> {
        context.db.snapshot(|| {
            let mut board = Self::read(context, day, needs)?;
            if let Some(id) = client.filter(|_| needs.page) {
                let mut page = Page::of(context, id)?;
                board.days = vec![Agenda::from_rows(std::mem::take(&mut page.meetings), context.zone())];
                board.tasks = std::mem::take(&mut page.tasks);
                board.page = Some(page);
            }
            Ok(board)
        })
    }

    fn read(context: &Context<'_>, day: NaiveDate, needs: Needs) -> Result<Self> {
        let mut retainers = Retainers::of(context, context.today(), None)?;
        let wanted = needs.unbilled || needs.people;
        let mut unbilled = if wanted { Unbilled::now(context)? } else { Unbilled::nothing(context.today()) };
        let status = Status::of(context, &retainers)?;
        // On another day hours and money stand as they did after its work, or as they will.
        if needs.unbilled && day != context.today() {
            (retainers, unbilled) = (Retainers::of(context, day, None)?, Unbilled::at(context, day, None)?);
        }
        let clients = context.db.clients()?;
        let mut there = clients.iter().filter(|c| c.archived_at.is_none());
        let sole = there.next().filter(|_| there.next().is_none()).map(|c| c.code.clone());
        Ok(Self {
            status,
            days: Agenda::days(context, day, needs.days)?,
            tasks: match needs.tasks {
                TaskScope::None => Vec::new(),
                TaskScope::Queue => tasks::queue(context)?,
                TaskScope::All => tasks::all(context, plus_days(context.today(), -CLOSED))?,
            },
            sheet: (needs.sheet > 0).then(|| Timesheet::of(context, day, needs.sheet, None)).transpose()?,
            people: needs.people.then(|| MasterData::of(context, &retainers, &unbilled)).transpose()?,
            page: None,
            unbilled,
            empty: clients.is_empty(),
            sole,
            unused: context.db.last_entry()?.is_none(),
            retainers,
            day,
        })
    }
}

impl MasterData {
    fn of(context: &Context<'_>, retainers: &Retainers, unbilled: &Unbilled) -> Result<Self> {
        Ok(Self {
            people: People::with(context, true, retainers, unbilled)?,
            services: Services::of(context)?,
            rates: Rates::of(context)?,
        })
    }
}
