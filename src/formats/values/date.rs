//! Days, and the order in which a file writes their parts.

use chrono::NaiveDate;

use super::clock::has_half_days;
use super::words::quoted;

/// In which order a date's parts stand where it is written with `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

impl DateOrder {
    /// How it is said in a sentence.
    fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateText {
    /// It is one day, whatever the file's order is: `2026-12-31`, `31.12.2026`, `2026/12/31`.
    Day(NaiveDate),
    /// Its first two parts are a day and a month in the file's order: `3/4/2026`, `3-4-2026`.
    Parts {
        /// The first part.
        first: u32,
        /// The second part.
        second: u32,
        /// The year, of four digits.
        year: i32,
    },
    /// Its year has two digits, which may be any century's.
    ShortYear,
}

impl DateText {
    /// Reads how a date is written; nothing if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let (first, one, rest) = number(text)?;
        let (&separator @ (b'-' | b'/' | b'.'), rest) = rest.split_first()? else { return None };
        let (second, two, rest) = number(rest)?;
        let rest = rest.strip_prefix(&[separator])?;
        let (third, three, rest) = number(rest)?;
        if !rest.is_empty() || two > 2 {
            return None;
        }
        let day = |year: u32, month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        match (one, three, separator) {
            (4, 1 | 2, _) => day(first, second, third).map(Self::Day),
            (1 | 2, 4, b'.') => day(third, second, first).map(Self::Day),
            (1 | 2, 4, _) => Some(Self::Parts { first, second, year: i32::try_from(third).ok()? }),
            (1 | 2, 2, _) => Some(Self::ShortYear),
            _ => None,
        }
    }

    /// The day that it is in an order; nothing if there is no such day.
    pub fn day(self, order: DateOrder) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Parts { first, second, year } => match order {
                DateOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
                DateOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
            },
            Self::ShortYear => None,
        }
    }
}

/// A number of at most four digits, how many it has, and what is behind it.
fn number(text: &[u8]) -> Option<(u32, usize, &[u8])> {
    let length = text.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| (1..=4).contains(&length))?;
    Some((digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')), length, rest))
}

/// Reads a date. Without an order, one whose order is to be known is an error that says so.
pub fn read_date(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, String> {
    let Some(written) = DateText::read(text) else { return Err(format!("{} is no date", quoted(text))) };
    match (written, order) {
        (DateText::Day(day), _) => Ok(day),
        (DateText::ShortYear, _) => Err(format!("the year of {} has two digits: write it with four", quoted(text))),
        (DateText::Parts { first, second, year }, None) => match both(first, second, year) {
            (Some(day), Some(month)) if day == month => Ok(day),
            (Some(_), Some(_)) => Err(ambiguous(text, first, second)),
            (Some(day), None) | (None, Some(day)) => Ok(day),
            (None, None) => Err(format!("{} is no date", quoted(text))),
        },
        (written @ DateText::Parts { first, second, year }, Some(order)) => written.day(order).ok_or_else(|| {
            let why = match both(first, second, year) {
                (None, None) => String::new(),
                _ => format!(" {}, as dates of this file are read", order.words()),
            };
            format!("{} is no date{why}", quoted(text))
        }),
    }
}

/// The days that a date is in each order.
fn both(first: u32, second: u32, year: i32) -> (Option<NaiveDate>, Option<NaiveDate>) {
    (NaiveDate::from_ymd_opt(year, second, first), NaiveDate::from_ymd_opt(year, first, second))
}

/// Says that a date may be two, and what to say.
fn ambiguous(text: &str, first: u32, second: u32) -> String {
    let name = |month: u32| {
        let day = u8::try_from(month).ok().and_then(|month| chrono::Month::try_from(month).ok());
        day.map_or("", |month| month.name())
    };
    let (first_month, second_month) = (name(first), name(second));
    format!("{text} may be {first} {second_month} or {second} {first_month}: say --dates dmy or mdy")
}

/// What the dates and times of a file say of the order of its dates.
///
/// Every row of the file is shown to it, or rows until [`DateEvidence::is_settled`].
#[derive(Clone, Debug, Default)]
pub struct DateEvidence {
    /// A first part that is no month.
    day_first: bool,
    /// A second part that is no month.
    month_first: bool,
    /// A time with AM or PM.
    half_days: bool,
    /// An end before its start if days are first, or if months are.
    against: [bool; 2],
    /// The first date that may be two.
    doubtful: Option<(String, u32, u32)>,
}

/// An order, and why it is that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The order.
    pub order: DateOrder,
    /// What is to be said of it, where it follows from something else than the dates.
    pub note: Option<&'static str>,
}

impl DateEvidence {
    /// Looks at the dates of a row, the end's empty where it has none.
    pub fn dates(&mut self, start: &str, end: &str) {
        let (start, end) = (self.date(start), self.date(end));
        if let (Some(start), Some(end)) = (start, end) {
            for (order, against) in [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().zip(&mut self.against) {
                *against |= start.day(order).zip(end.day(order)).is_some_and(|(start, end)| end < start);
            }
        }
    }

    fn date(&mut self, text: &str) -> Option<DateText> {
        let written = DateText::read(text)?;
        if let DateText::Parts { first, second, .. } = written {
            self.day_first |= first > 12 && second <= 12;
            self.month_first |= second > 12 && first <= 12;
            if self.doubtful.is_none() && first != second {
                self.doubtful = Some((text.to_owned(), first, second));
            }
        }
        Some(written)
    }

    /// Looks at a time of day.
    pub fn clock(&mut self, text: &str) {
        self.half_days = self.half_days || has_half_days(text);
    }

    /// Whether a date says by itself what the order is: no other row can change that.
    pub fn is_settled(&self) -> bool {
        self.day_first
    }

    /// The order, as the first of these says: a first part above 12, a second part above 12, AM or PM, ends that would be
    /// before their starts. Where none does, an error says which date may be two.
    pub fn order(&self) -> Result<Settled, String> {
        use DateOrder::{DayFirst, MonthFirst};
        let settled = |order, note| Ok(Settled { order, note });
        match (&self.doubtful, self.against) {
            _ if self.day_first => settled(DayFirst, None),
            _ if self.month_first => settled(MonthFirst, None),
            (None, _) => settled(DayFirst, None),
            _ if self.half_days => settled(MonthFirst, Some("dates read month first, since times have AM/PM")),
            (_, [false, true]) => settled(DayFirst, Some("dates read day first, or work would end before it starts")),
            (_, [true, false]) => {
                settled(MonthFirst, Some("dates read month first, or work would end before it starts"))
            }
            (Some((text, first, second)), _) => Err(ambiguous(text, *first, *second)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str, order: Option<DateOrder>) -> Result<String, String> {
        read_date(text, order).map(|day| day.to_string())
    }

    #[test]
    fn dates_that_have_one_reading_need_no_order() {
        for text in ["2026-12-31", "31.12.2026", "2026/12/31", "2026.12.31", "31/12/2026", "12/31/2026", "12-31-2026"] {
            assert_eq!(iso(text, None).as_deref(), Ok("2026-12-31"), "{text}");
        }
        assert_eq!(iso("1.2.2026", Some(DateOrder::MonthFirst)).as_deref(), Ok("2026-02-01"));
        assert_eq!(iso("4/4/2026", None).as_deref(), Ok("2026-04-04"));
        assert_eq!(iso("3/4/2026", Some(DateOrder::DayFirst)).as_deref(), Ok("2026-04-03"));
        assert_eq!(iso("3/4/2026", Some(DateOrder::MonthFirst)).as_deref(), Ok("2026-03-04"));
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        for text in
            ["", "today", "2026-13-01", "30.02.2026", "2026-1", "1/2", "1/2-2026", "12026-01-01", "2026-10-26T08:00"]
        {
            assert_eq!(iso(text, Some(DateOrder::DayFirst)), Err(format!("'{text}' is no date")));
        }
        let two = Err("the year of '31.12.26' has two digits: write it with four".to_owned());
        assert_eq!(iso("31.12.26", None), two);
        let other = Err("'12/31/2026' is no date day first, as dates of this file are read".to_owned());
        assert_eq!(iso("12/31/2026", Some(DateOrder::DayFirst)), other);
    }

    fn order(rows: &[(&str, &str, &str)]) -> Result<Settled, String> {
        let mut evidence = DateEvidence::default();
        for (start, clock, end) in rows {
            evidence.dates(start, end);
            evidence.clock(clock);
        }
        evidence.order()
    }

    #[test]
    fn evidence_counts_in_its_order() {
        use DateOrder::{DayFirst, MonthFirst};
        let is = |order, note| Ok(Settled { order, note });
        assert_eq!(order(&[("3/4/2026", "", ""), ("13/4/2026", "9:00 AM", "")]), is(DayFirst, None));
        assert_eq!(order(&[("3/4/2026", "", ""), ("4/13/2026", "", "")]), is(MonthFirst, None));
        // Both: the first rule holds, and the other rows are bad ones.
        assert_eq!(order(&[("4/13/2026", "", ""), ("13/4/2026", "", "")]), is(DayFirst, None));
        let half_days = Some("dates read month first, since times have AM/PM");
        assert_eq!(order(&[("3/4/2026", "9:00 AM", "")]), is(MonthFirst, half_days));
        assert_eq!(order(&[("30.1.2026", "", ""), ("2026-01-30", "", "")]), is(DayFirst, None));
        assert_eq!(order(&[("4/4/2026", "", "")]), is(DayFirst, None));
        let refused = Err("3/4/2026 may be 3 April or 4 March: say --dates dmy or mdy".to_owned());
        assert_eq!(order(&[("3/4/2026", "9:00", ""), ("5/6/2026", "10:00", "5/6/2026")]), refused);
        assert_eq!(read_date("3/4/2026", None).map(|_| ()), refused.map(|_: Settled| ()));
    }

    #[test]
    fn ends_before_their_starts_decide() {
        // Day first it is 11 December to 12 November, month first 12 November to 11 December.
        let month = order(&[("11/12/2026", "", "12/11/2026")]).unwrap();
        assert_eq!(month.order, DateOrder::MonthFirst);
        assert!(month.note.unwrap().contains("month first"));
        assert!(order(&[("11/12/2026", "", "12/11/2026"), ("12/11/2026", "", "11/12/2026")]).is_err());
    }
}
