//! The letter that reminds of what is overdue, with a fee and interest if they are asked for.

use chrono::NaiveDate;

use super::document::Look;
use super::parties;
use super::payments::block;
use super::say::{Say, line_of};
use super::{Paper, PaperColumn, PaperRow, PaperTable, Side};
use crate::domain::document::issued::{Buyer, Seller};
use crate::domain::money::Currency;
use crate::domain::tax::Percentage;
use crate::words::papers::{Form, Words};

/// How urgent a letter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urgency {
    /// The first: it may have been overlooked.
    #[default]
    First,
    /// Any between.
    Again,
    /// The last, before other steps.
    Last,
}

/// A document that is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: NaiveDate,
    /// When it was due.
    pub due: NaiveDate,
    /// What it came to.
    pub total: i64,
    /// What of it is open.
    pub open: i64,
}

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Who bills.
    pub seller: Seller,
    /// Who is reminded.
    pub buyer: Buyer,
    /// What it is in.
    pub currency: Currency,
    /// Its date.
    pub date: NaiveDate,
    /// How urgent it is.
    pub urgency: Urgency,
    /// How the client is addressed.
    pub form: Form,
    /// What is open.
    pub open: Vec<Overdue>,
    /// What the letter costs.
    pub fee: i64,
    /// Interest up to its date.
    pub interest: i64,
    /// At how much a year.
    pub rate: Option<Percentage>,
    /// Until when it is to be paid now.
    pub due: NaiveDate,
}

impl Reminder {
    /// What is asked for with fee and interest.
    pub fn claim(&self) -> i64 {
        self.open.iter().map(|document| document.open).sum::<i64>() + self.fee + self.interest
    }

    /// The numbers that it is paid under.
    fn reference(&self) -> String {
        let numbers: Vec<&str> = self.open.iter().map(|document| document.number.as_str()).collect();
        numbers.join(", ")
    }
}

/// The paper of a reminder.
pub fn paper(reminder: &Reminder, words: &Words, look: &Look) -> Paper {
    let say = Say { words, currency: reminder.currency };
    let (amount, due) = (say.money(reminder.claim()), say.date(reminder.due));
    let (title, text) = match reminder.urgency {
        Urgency::First => (words.reminder_first(), words.reminder_text_first(&amount, &due, reminder.form)),
        Urgency::Again => (words.reminder_second(), words.reminder_text_second(&amount, &due, reminder.form)),
        Urgency::Last => (words.reminder_last(), words.reminder_text_last(&amount, &due, reminder.form)),
    };
    let name = line_of(&reminder.seller.name);
    Paper {
        language: words.tag().to_owned(),
        title,
        author: name.clone(),
        made: look.made,
        mark: None,
        sender: parties::sender(&reminder.seller, &reminder.buyer),
        sender_line: parties::sender_line(&reminder.seller),
        logo: look.logo.clone(),
        recipient: parties::recipient(&reminder.seller, &reminder.buyer),
        references: vec![(words.date(), say.date(reminder.date)), (words.new_due_date(), due)],
        before: vec![words.greeting(reminder.form), text],
        tables: vec![table(reminder, say)],
        after: vec![words.regards(reminder.form), name],
        payment: block(&reminder.seller, &reminder.reference(), reminder.claim(), true, say),
        footer: parties::footer(&reminder.seller, Vec::new(), words),
        page: words.page("{page}", "{pages}"),
        annex: Vec::new(),
    }
}

fn table(reminder: &Reminder, say: Say) -> PaperTable {
    let words = say.words;
    let column = |title: String, side: Side, wide: bool| PaperColumn { title, side, wide };
    let columns = vec![
        column(words.document(), Side::Left, true),
        column(words.invoice_date(), Side::Left, false),
        column(words.due_date(), Side::Left, false),
        column(words.overdue(), Side::Right, false),
        column(words.total(), Side::Right, false),
        column(words.open(), Side::Right, false),
    ];
    let mut open = 0;
    let mut rows = Vec::new();
    for document in &reminder.open {
        open += document.open;
        let late = (reminder.date - document.due).num_days().max(0);
        let cells = vec![
            line_of(&document.number),
            words.like().day(document.date),
            words.like().day(document.due),
            words.days_overdue(late),
            say.amount(document.total),
            say.amount(document.open),
        ];
        rows.push(PaperRow { cells, details: Vec::new(), carried: Some(say.amount(open)) });
    }
    let mut totals = vec![(words.open(), say.money(open), reminder.claim() == open)];
    if reminder.fee != 0 {
        totals.push((words.reminder_fee(), say.money(reminder.fee), false));
    }
    if reminder.interest != 0 {
        let rate = reminder.rate.map(|rate| words.like().percent(rate));
        let label = rate.map_or_else(|| words.interest_plain(), |rate| words.interest(&rate));
        totals.push((label, say.money(reminder.interest), false));
    }
    if reminder.claim() != open {
        totals.push((words.claim(), say.money(reminder.claim()), true));
    }
    PaperTable {
        heading: String::new(),
        columns,
        rows,
        carry: (words.carried(), words.brought()),
        totals,
        notes: Vec::new(),
    }
}
