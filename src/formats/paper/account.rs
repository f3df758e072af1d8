//! The statement of a client's account: documents and payments in order, with what was open after each.

use chrono::NaiveDate;

use super::document::Look;
use super::parties;
use super::payments::block;
use super::say::{Say, line_of};
use super::{Paper, PaperColumn, PaperRow, PaperTable, Side};
use crate::domain::document::issued::{Buyer, Seller};
use crate::domain::money::Currency;
use crate::words::papers::Words;

/// What moves an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// An invoice.
    Invoice,
    /// A deposit asked for.
    Deposit,
    /// A credit note.
    Credit,
    /// What was deducted for paying early.
    Early,
    /// A platform's settlement.
    Platform,
    /// Money that came.
    Payment,
    /// Money given back.
    Refund,
    /// A claim that was given up.
    WrittenOff,
}

impl Movement {
    /// Its words in English, as lists say it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Deposit => "deposit",
            Self::Credit => "credit note",
            Self::Early => "early payment discount",
            Self::Platform => "platform",
            Self::Payment => "payment",
            Self::Refund => "given back",
            Self::WrittenOff => "written off",
        }
    }
}

/// A row of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Its day.
    pub date: NaiveDate,
    /// What it is.
    pub movement: Movement,
    /// The document's number, or the payment's reference.
    pub reference: String,
    /// What it adds to what the client owes; payments and credits are negative.
    pub amount: i64,
}

/// A client's account in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who bills.
    pub seller: Seller,
    /// Whose account it is.
    pub buyer: Buyer,
    /// What it is in.
    pub currency: Currency,
    /// The first day that is told; none if all are.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: NaiveDate,
    /// What was open before.
    pub opening: i64,
    /// The rows, by day.
    pub rows: Vec<AccountRow>,
    /// Under which reference what is open can be paid.
    pub reference: String,
}

impl Account {
    /// What is open at the end; negative if it is in the client's favour.
    pub fn balance(&self) -> i64 {
        self.opening + self.rows.iter().map(|row| row.amount).sum::<i64>()
    }
}

/// The paper of an account.
pub fn paper(account: &Account, words: &Words, look: &Look) -> Paper {
    let say = Say { words, currency: account.currency };
    let balance = account.balance();
    let first = account.from.or_else(|| account.rows.first().map(|row| row.date));
    let open = match balance {
        0 => words.account_settled(),
        1.. => words.account_open(&say.money(balance)),
        ..0 => words.account_credit(&say.money(-balance)),
    };
    Paper {
        language: words.tag().to_owned(),
        title: words.account(),
        author: line_of(&account.seller.name),
        made: look.made,
        mark: None,
        sender: parties::sender(&account.seller, &account.buyer),
        sender_line: parties::sender_line(&account.seller),
        logo: look.logo.clone(),
        recipient: parties::recipient(&account.seller, &account.buyer),
        references: vec![(words.date(), say.date(account.to))],
        before: first.map(|first| words.account_intro(&say.date(first), &say.date(account.to))).into_iter().collect(),
        tables: vec![table(account, say)],
        after: vec![open],
        payment: (balance > 0).then(|| block(&account.seller, &account.reference, balance, true, say)).flatten(),
        footer: parties::footer(&account.seller, Vec::new(), words),
        page: words.page("{page}", "{pages}"),
        annex: Vec::new(),
    }
}

fn table(account: &Account, say: Say) -> PaperTable {
    let words = say.words;
    let column = |title: String, side: Side, wide: bool| PaperColumn { title, side, wide };
    let columns = vec![
        column(words.date(), Side::Left, false),
        column(words.document(), Side::Left, true),
        column(words.amount_in(account.currency.code()), Side::Right, false),
        column(words.balance(), Side::Right, false),
    ];
    let mut balance = account.opening;
    let mut rows = Vec::new();
    if account.opening != 0 {
        let day = account.from.map(|from| words.like().day(from)).unwrap_or_default();
        let cells = vec![day, words.opening_balance(), String::new(), say.amount(balance)];
        rows.push(PaperRow { cells, details: Vec::new(), carried: Some(say.amount(balance)) });
    }
    for row in &account.rows {
        balance += row.amount;
        let cells = vec![words.like().day(row.date), said(row, words), say.amount(row.amount), say.amount(balance)];
        rows.push(PaperRow { cells, details: Vec::new(), carried: Some(say.amount(balance)) });
    }
    PaperTable {
        heading: String::new(),
        columns,
        rows,
        carry: (words.carried(), words.brought()),
        totals: vec![(words.closing_balance(&say.date(account.to)), say.amount(balance), true)],
        notes: Vec::new(),
    }
}

fn said(row: &AccountRow, words: &Words) -> String {
    let reference = line_of(&row.reference);
    let name = match row.movement {
        Movement::Payment if reference.is_empty() => return words.payment(),
        Movement::Payment => return words.payment_of(&reference),
        Movement::Invoice => words.invoice(),
        Movement::Deposit => words.deposit_invoice(),
        Movement::Credit => words.credit_note(),
        Movement::Early => words.discount(),
        Movement::Platform => words.settlement(),
        Movement::Refund => words.refund(),
        Movement::WrittenOff => words.written_off(),
    };
    if reference.is_empty() { name } else { words.numbered(&name, &reference) }
}
