//! What a screen is made from: the header's figures, and what the view in front asks for.

use crate::records::kind::Listing;
use chrono::{Datelike, NaiveDate};
use std::any::{Any, TypeId};

use crate::app::client_page::Page;
use crate::app::figures::{BehindEntries, ReportLook};
use crate::app::paper::Paper;
use crate::app::people::People;
use crate::app::status::Status;
use crate::app::weeks::Weeks;
use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::{Error, Result};
use crate::records::agreements::retainers::Retainers;
use crate::records::billing::unbilled::Unbilled;
use crate::records::calendar::agenda::Agenda;
use crate::records::clients::colours::ClientColours;
use crate::records::off::capacity::Capacity;
use crate::records::reports::behind::Behind;
use crate::records::reports::figures::Figures;
use crate::records::tasks::list as tasks;
use crate::records::time::timesheet::Timesheet;

/// What a pane needs to have read, beside the figures that every view has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that may be read by itself")]
pub struct Needs {
    /// Days of the schedule, from the day shown on.
    pub days: usize,
    /// Which tasks.
    pub tasks: TaskScope,
    /// Days of the timesheet, from the day shown on.
    pub sheet: usize,
    /// Whether clients, each with its hours and what it owes.
    pub people: bool,
    /// Whether unbilled time.
    pub unbilled: bool,
    /// Whether the work of the days shown, a week of it at most.
    pub work: bool,
    /// Whether the hours of the last weeks.
    pub weeks: bool,
    /// Whether the page of the client that is looked at.
    pub page: bool,
    /// Whether the document that is looked at.
    pub paper: bool,
    /// The report that is looked at, and the client that it is of alone.
    pub report: Option<(ReportLook, Option<String>)>,
    /// The entries behind a row of it.
    pub behind: Option<Behind>,
    /// Lists of its kind of records.
    pub lists: Vec<ListSource>,
}

/// A list that is to be read, by its type.
#[derive(Clone, Copy, Debug)]
pub struct ListSource {
    kind: fn() -> TypeId,
    read: fn(&Context<'_>) -> Result<Box<dyn Any>>,
}

impl ListSource {
    /// The list of a type.
    pub const fn of<T: Listing>() -> Self {
        Self { kind: TypeId::of::<T>, read: |context| Ok(Box::new(T::read(context)?)) }
    }
}

impl PartialEq for ListSource {
    fn eq(&self, other: &Self) -> bool {
        (self.kind)() == (other.kind)()
    }
}

impl Eq for ListSource {}

impl Needs {
    /// No more than every view has.
    pub const NOTHING: Self = Self {
        days: 0,
        tasks: TaskScope::None,
        sheet: 0,
        people: false,
        unbilled: false,
        work: false,
        weeks: false,
        page: false,
        paper: false,
        report: None,
        behind: None,
        lists: Vec::new(),
    };

    /// Combines the needs of two panes.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let more = other.lists.into_iter().filter(|list| !self.lists.contains(list)).collect::<Vec<_>>();
        self.lists.extend(more);
        Self {
            days: self.days.max(other.days),
            tasks: self.tasks.max(other.tasks),
            sheet: self.sheet.max(other.sheet),
            people: self.people || other.people,
            unbilled: self.unbilled || other.unbilled,
            work: self.work || other.work,
            weeks: self.weeks || other.weeks,
            page: self.page || other.page,
            paper: self.paper || other.paper,
            report: self.report.or(other.report),
            behind: self.behind.or(other.behind),
            lists: self.lists,
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
    /// Clients.
    pub people: Option<People>,
    /// The hours of the last weeks.
    pub weeks: Option<Weeks>,
    lists: Vec<Box<dyn Any>>,
    /// The client whose page it is; its meetings and tasks stand where those of everyone else do.
    pub page: Option<Page>,
    /// The document that is looked at, once it is known which; it is read by itself.
    pub paper: Option<Paper>,
    /// The report that is looked at, or why there is none.
    pub figures: Option<std::result::Result<Figures, String>>,
    /// The entries behind a row of it.
    pub behind: Option<BehindEntries>,
    /// Hours left.
    pub retainers: Retainers,
    /// Unbilled time, where it is wanted.
    pub unbilled: Unbilled,
    /// What can be worked on the days that are shown, and in this week and the next.
    pub capacity: Capacity,
    /// The clients' colours.
    pub colours: ClientColours,
    /// Whether there is no client at all.
    pub empty: bool,
    /// The client, where there is but one.
    pub sole: Option<String>,
    /// Whether nothing was ever logged.
    pub unused: bool,
    /// The kinds of records that there is one of.
    pub there: Vec<&'static str>,
}

impl Board {
    /// Reads it as of now, with the schedule from `day` on, or with the page of a client.
    pub fn of(context: &Context<'_>, day: NaiveDate, needs: &Needs, client: Option<i64>) -> Result<Self> {
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

    /// Returns the list of a type, where a pane needs it.
    pub fn list<T: Listing>(&self) -> Option<&T> {
        self.lists.iter().find_map(|list| list.downcast_ref())
    }

    fn read(context: &Context<'_>, day: NaiveDate, needs: &Needs) -> Result<Self> {
        let mut retainers = Retainers::of(context, context.today(), None)?;
        let wanted = needs.unbilled || needs.people;
        let mut unbilled = if wanted { Unbilled::now(context)? } else { Unbilled::nothing(context.today()) };
        let status = Status::of(context, &retainers)?;
        // On another day hours and money stand as they did after its work, or as they will.
        if needs.unbilled && day != context.today() {
            (retainers, unbilled) = (Retainers::of(context, day, None)?, Unbilled::at(context, day, None)?);
        }
        let clients = context.db.clients()?;
        let sheet = needs.sheet.max(if needs.work { needs.days.clamp(1, 7) } else { 0 });
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
            sheet: (sheet > 0).then(|| Timesheet::of(context, day, sheet, None)).transpose()?,
            people: needs.people.then(|| People::with(context, true, &retainers, &unbilled)).transpose()?,
            weeks: needs.weeks.then(|| Weeks::of(context)).transpose()?,
            lists: needs.lists.iter().map(|list| (list.read)(context)).collect::<Result<_>>()?,
            page: None,
            paper: None,
            figures: needs
                .report
                .as_ref()
                .map(|(look, client)| told(look.read(context, client.as_deref())))
                .transpose()?,
            behind: needs.behind.as_ref().map(|of| BehindEntries::read(context, of)).transpose()?,
            unbilled,
            capacity: capacity(context, day, needs.days.max(sheet))?,
            colours: ClientColours::of(&clients),
            empty: clients.is_empty(),
            sole,
            unused: context.db.last_entry()?.is_none(),
            there: context.db.kinds_there()?,
            retainers,
            day,
        })
    }
}

/// The figures of a report, or in words why there are none; another fault is none of the report's.
fn told(read: Result<Figures>) -> Result<std::result::Result<Figures, String>> {
    match read {
        Ok(figures) => Ok(Ok(figures)),
        Err(Error::Problem { field, what }) => Ok(Err(Error::at(field, what).to_string())),
        Err(fault) => Err(fault),
    }
}

/// That of so many days from one on, and of this week and the next.
fn capacity(context: &Context<'_>, day: NaiveDate, days: usize) -> Result<Capacity> {
    let today = context.today();
    let monday = plus_days(today, -i64::from(today.weekday().num_days_from_monday()));
    let last = plus_days(day, i64::try_from(days).unwrap_or(0));
    Capacity::of(context, monday.min(day), last.max(plus_days(monday, 13)))
}
