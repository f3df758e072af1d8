//! Accounts, reminders and mails in four languages as they are read.

use super::account::{self, Account, AccountRow, Movement};
use super::document::{Look, mail};
use super::reminder::{self, Overdue, Reminder, Urgency};
use super::sample::{buyer, day, rich, seller, table_told, told};
use crate::domain::money::Currency;
use crate::domain::tax::Percentage;
use crate::words::papers::{Form, Language, Words};

#[test]
fn accounts_and_reminders_in_four_languages() {
    let row = |date: &str, movement, reference: &str, amount| AccountRow {
        date: day(date),
        movement,
        reference: reference.into(),
        amount,
    };
    let account = Account {
        seller: seller(),
        buyer: buyer(),
        currency: Currency::EUR,
        from: Some(day("2026-07-01")),
        to: day("2026-08-31"),
        opening: 5000,
        rows: vec![
            row("2026-07-03", Movement::Payment, "R 12", -5000),
            row("2026-08-03", Movement::Invoice, "2026-0007", 123_450),
            row("2026-08-10", Movement::Credit, "CN-2026-0001", -2380),
        ],
        reference: "acme".into(),
    };
    let reminder = |urgency| Reminder {
        seller: seller(),
        buyer: buyer(),
        currency: Currency::EUR,
        date: day("2026-09-20"),
        urgency,
        form: Form::Formal,
        open: vec![Overdue {
            number: "2026-0007".into(),
            date: day("2026-08-03"),
            due: day("2026-09-02"),
            total: 123_450,
            open: 121_070,
        }],
        fee: if urgency == Urgency::First { 0 } else { 500 },
        interest: if urgency == Urgency::Last { 673 } else { 0 },
        rate: Some(Percentage(11_270)),
        due: day("2026-10-04"),
    };
    for language in Language::ALL {
        let words = Words::of(language.tag(), None);
        let mut all = told(&account::paper(&account, &words, &Look::default()));
        for urgency in [Urgency::First, Urgency::Again, Urgency::Last] {
            let paper = reminder::paper(&reminder(urgency), &words, &Look::default());
            all.push_str(&format!(
                "\n{}\n{}\n{}\n",
                paper.title,
                paper.before.join("\n"),
                table_told(&paper.tables[0]).join("\n")
            ));
            all.push_str(&format!("{}\n", paper.after.join("\n")));
        }
        for form in [Form::Formal, Form::Familiar] {
            let (subject, text) = mail(&rich(), &words, form, "");
            all.push_str(&format!("\nSubject: {subject}\n{text}"));
        }
        insta::assert_snapshot!(format!("letters_{}", language.tag()), all);
    }
}
