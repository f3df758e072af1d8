//! Documents for tests, and papers as text.

use chrono::NaiveDate;

use super::{Paper, PaperTable};
use crate::domain::document::issued::{
    Annex, AnnexEntry, AnnexRetainer, Buyer, Document, DocumentKind, DocumentLine, DocumentTexts, LineKind, Quantity,
    Seller, UnitPrice,
};
use crate::domain::document::totals::{Discount, PriceBasis, SumLine, TaxGroup, totals};
use crate::domain::money::Currency;
use crate::domain::tax::{Percentage, TaxCategory, TaxRegime};

/// A day.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A group that is taxed.
pub(super) fn taxed(code: &str, percent: i64) -> TaxGroup {
    TaxGroup { code: code.into(), percents: vec![Percentage(percent * 1000)], category: TaxCategory::Standard }
}

/// One that is not.
pub(super) fn untaxed(code: &str, category: TaxCategory) -> TaxGroup {
    TaxGroup { code: code.into(), percents: vec![Percentage::ZERO], category }
}

/// A line of one piece.
pub(super) fn line(kind: LineKind, net: i64, group: &TaxGroup) -> DocumentLine {
    DocumentLine {
        kind,
        text: String::new(),
        service: None,
        service_name: None,
        rush: false,
        minutes: None,
        rate: None,
        quantity: Some(Quantity::ONE),
        unit: String::new(),
        price: Some(UnitPrice(net * 100)),
        from: None,
        to: None,
        late: false,
        discount: 0,
        gross: None,
        net,
        group: group.clone(),
    }
}

/// A line of time.
pub(super) fn time(minutes: i64, rate: i64, service: &str, group: &TaxGroup) -> DocumentLine {
    DocumentLine {
        minutes: Some(minutes),
        rate: Some(rate),
        quantity: None,
        unit: "h".into(),
        price: None,
        service: Some("x".into()),
        service_name: Some(service.into()),
        ..line(LineKind::Time, crate::domain::money::worth(minutes, rate), group)
    }
}

/// Who bills.
pub(super) fn seller() -> Seller {
    Seller {
        name: "Ada Beispiel".into(),
        contact: "Ada Beispiel".into(),
        street: "Musterstraße 1".into(),
        postcode: "10115".into(),
        city: "Berlin".into(),
        country: "DE".into(),
        email: "ada@example.com".into(),
        phone: "+49 30 1234567".into(),
        vat_id: "DE123456788".into(),
        tax_number: "12/345/67890".into(),
        iban: "DE02120300000000202051".into(),
        bic: "BYLADEM1001".into(),
        bank: "DKB Berlin".into(),
        regime: Some(TaxRegime::Vat),
        ..Seller::default()
    }
}

/// Who is billed.
pub(super) fn buyer() -> Buyer {
    Buyer {
        name: "Acme GmbH".into(),
        contact: "Frau Đào".into(),
        street: "Am Markt 2".into(),
        postcode: "20095".into(),
        city: "Hamburg".into(),
        country: "DE".into(),
        buyer_ref: "04011000-12345-03".into(),
        po: "PO 4711".into(),
        ..Buyer::default()
    }
}

/// A document of lines, added up.
pub(super) fn document(lines: Vec<DocumentLine>, discount: Option<Discount>, prices: PriceBasis) -> Document {
    let of = |line: &DocumentLine| SumLine {
        amount: line.amount(),
        group: line.group.clone(),
        discounted: line.kind != LineKind::Deposit,
    };
    let sums: Vec<SumLine> = lines.iter().map(of).collect();
    Document {
        kind: DocumentKind::Invoice,
        number: Some("2026-0007".into()),
        client: "acme".into(),
        currency: Currency::EUR,
        date: day("2026-08-03"),
        due: Some(day("2026-09-02")),
        terms: Some("30d 2%/10d".parse().unwrap()),
        through: Some(day("2026-07-31")),
        corrects: None,
        reason: String::new(),
        prices,
        totals: totals(&sums, discount, prices, None).unwrap(),
        lines,
        prepaid: 0,
        seller: seller(),
        buyer: buyer(),
        texts: DocumentTexts::default(),
        language: "en".into(),
    }
}

/// A document with a line of nearly every kind.
pub(super) fn rich() -> Document {
    let (std, red) = (taxed("std", 19), taxed("red", 7));
    let month = |line: DocumentLine| DocumentLine {
        from: Some(day("2026-07-01")),
        to: Some(day("2026-07-31")),
        unit: "month".into(),
        ..line
    };
    let lines = vec![
        month(line(LineKind::Fee, 80_000, &std)),
        DocumentLine {
            quantity: Some(Quantity(10_000)),
            unit: "h".into(),
            price: Some(UnitPrice(400_000)),
            ..line(LineKind::Block, 40_000, &std)
        },
        DocumentLine { rush: true, unit: "h".into(), ..month(time(187, 4500, "Inbox", &std)) },
        DocumentLine {
            late: true,
            from: Some(day("2026-06-30")),
            to: Some(day("2026-06-30")),
            ..time(60, 4000, "Research", &std)
        },
        DocumentLine {
            text: "Translation of the leaflet\ninto German".into(),
            quantity: Some(Quantity(1_250_000)),
            unit: "word".into(),
            price: Some(UnitPrice(850)),
            discount: 625,
            ..line(LineKind::Unit, 10_000, &red)
        },
        DocumentLine {
            quantity: Some(Quantity(37_500)),
            unit: "km".into(),
            price: Some(UnitPrice(3000)),
            ..line(LineKind::Travel, 1125, &std)
        },
        line(LineKind::Expense, 11_000, &std),
        line(LineKind::Deposit, -50_000, &std),
    ];
    Document {
        prepaid: 10_000,
        texts: DocumentTexts {
            intro: "{client}: {period}".into(),
            note: "{number} / {open}".into(),
            ..DocumentTexts::default()
        },
        ..document(lines, Some(Discount::Share(Percentage(5000))), PriceBasis::Net)
    }
}

/// The time behind it.
pub(super) fn annex() -> Annex {
    let entry = |date: &str, minutes, covered| AnnexEntry {
        date: day(date),
        service: "Inbox".into(),
        note: "Sorted mails".into(),
        minutes,
        covered,
        late: false,
        gift: false,
    };
    Annex {
        entries: vec![
            entry("2026-07-02", 187, 0),
            AnnexEntry { late: true, gift: true, ..entry("2026-06-30", 60, 60) },
        ],
        retainers: vec![AnnexRetainer { used: 600, of: 720, carried: 120, left: 120, over: 0 }],
    }
}

/// A paper as text, all of it.
pub(super) fn told(paper: &Paper) -> String {
    let mut out = format!("[{}] {} {}\n", paper.language, paper.title, paper.mark.as_deref().unwrap_or_default());
    let mut lines =
        |head: &str, lines: &[String]| lines.iter().for_each(|line| out.push_str(&format!("{head}{line}\n")));
    lines("< ", &paper.sender);
    lines("- ", std::slice::from_ref(&paper.sender_line));
    lines("> ", &paper.recipient);
    lines("  ", &paper.references.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>());
    lines("", &paper.before);
    paper.tables.iter().for_each(|table| lines("", &table_told(table)));
    lines("", &paper.after);
    if let Some(payment) = &paper.payment {
        lines("$ ", &payment.lines.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>());
        lines("# ", &[payment.code.clone().unwrap_or_default().replace('\n', "|"), payment.caption.clone()]);
    }
    paper.footer.iter().for_each(|column| lines("_ ", &[column.join(" | ")]));
    lines("_ ", std::slice::from_ref(&paper.page));
    paper.annex.iter().for_each(|table| lines("", &table_told(table)));
    out
}

/// A table as text.
pub(super) fn table_told(table: &PaperTable) -> Vec<String> {
    let mut lines = vec![table.heading.clone()];
    lines.push(table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        assert_eq!(row.cells.len(), table.columns.len());
        lines.push(format!("{} [{}]", row.cells.join(" | "), row.carried.as_deref().unwrap_or_default()));
        lines.extend(row.details.iter().map(|detail| format!("    {detail}")));
    }
    lines.push(format!("    ({} / {})", table.carry.0, table.carry.1));
    for (label, amount, counts) in &table.totals {
        lines.push(format!("{label} = {amount}{}", if *counts { " *" } else { "" }));
    }
    lines.extend(table.notes.iter().map(|note| format!("({note})")));
    lines
}
