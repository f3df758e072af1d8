//! Papers to try the writers on.

use super::{Paper, PaperColumn, PaperPayment, PaperRow, PaperTable, Side};
use crate::domain::time::Instant;

fn words(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

fn pairs(lines: &[(&str, &str)]) -> Vec<(String, String)> {
    lines.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
}

fn column(title: &str, side: Side, wide: bool) -> PaperColumn {
    PaperColumn { title: title.to_owned(), side, wide }
}

/// Minor units as the samples write them: `1.250,00`.
fn money(cents: usize) -> String {
    let whole = (cents / 100).to_string();
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    format!("{out},{:02}", cents % 100)
}

/// An invoice of as many lines as are asked for.
pub fn invoice(lines: usize) -> Paper {
    let texts: [(&str, &[&str]); 5] = [
        ("Terminplanung und Reisebuchung für die Geschäftsführung, einschließlich Rückfragen", &["3. – 28. Juli 2026"]),
        ("Nguyễn Thị Đào: Hỗ trợ khách hàng bằng tiếng Việt", &["Giờ làm việc ngoài giờ hành chính"]),
        ("Nguye\u{0302}\u{0303}n Thi\u{0323} \u{0110}a\u{0300}o: Hỗ trợ khách hàng", &[]),
        ("Oʻzbekcha tarjima: shartnoma va yoʻl-yoʻriq (gʻoyalar)", &["12 400 soʻz"]),
        ("Перевод договора на русский язык, Αθήνα, Łódź", &["Срочно", "zweite Fassung vom 14. Juli"]),
    ];
    let mut sum = 0;
    let row = |at: usize| {
        let (text, details) = texts[at % texts.len()];
        let amount = 4_000 + at * 1_237;
        sum += amount;
        PaperRow {
            cells: vec![
                (at + 1).to_string(),
                text.to_owned(),
                format!("{}:{:02} h", 1 + at % 7, at * 15 % 60),
                money(6_500),
                money(amount),
            ],
            details: words(details),
            carried: Some(money(sum)),
        }
    };
    let rows: Vec<PaperRow> = (0..lines).map(row).collect();
    let tax = sum * 19 / 100;
    Paper {
        language: "de".to_owned(),
        title: "Rechnung 2026-0007".to_owned(),
        author: "Büro Jordan".to_owned(),
        made: Instant::from_rfc3339("2026-08-03T09:00:00+02:00"),
        mark: None,
        sender: words(&["Büro Jordan", "Lindenstraße 12", "10969 Berlin", "+49 30 1234567", "post@jordan.example"]),
        sender_line: "Büro Jordan · Lindenstraße 12 · 10969 Berlin".to_owned(),
        logo: None,
        recipient: words(&["Acme Holding GmbH & Co. KG", "Frau Nguyễn Thị Đào", "Hauptstraße 1", "80331 München"]),
        references: pairs(&[
            ("Rechnungsnummer", "2026-0007"),
            ("Rechnungsdatum", "3. August 2026"),
            ("Leistungszeitraum", "1. – 31. Juli 2026"),
            ("Kundennummer", "C-104"),
            ("USt-IdNr.", "DE123456789"),
        ]),
        before: words(&["Sehr geehrte Frau Nguyễn,", "für die Arbeiten im Juli berechne ich wie vereinbart:"]),
        tables: vec![PaperTable {
            columns: vec![
                column("Nr.", Side::Right, false),
                column("Leistung", Side::Left, true),
                column("Menge", Side::Right, false),
                column("Preis", Side::Right, false),
                column("Betrag EUR", Side::Right, false),
            ],
            rows,
            carry: ("Übertrag".to_owned(), "Übertrag von der vorigen Seite".to_owned()),
            totals: vec![
                ("Zwischensumme".to_owned(), money(sum), false),
                ("Umsatzsteuer 19 % auf den Nettobetrag".to_owned(), money(tax), false),
                ("Zu zahlen EUR".to_owned(), money(sum + tax), true),
            ],
            notes: words(&["Leistungsdatum entspricht dem angegebenen Zeitraum."]),
            ..PaperTable::default()
        }],
        after: words(&["Zahlbar bis 17. August 2026 ohne Abzug. Vielen Dank für Ihren Auftrag!"]),
        payment: Some(PaperPayment {
            lines: pairs(&[
                ("Empfänger", "Büro Jordan"),
                ("IBAN", "DE02 1203 0000 0000 2020 51"),
                ("BIC", "BYLADEM1001"),
                ("Verwendungszweck", "2026-0007"),
                ("Betrag", "1.234,56 EUR"),
            ]),
            code: Some(
                "BCD\n002\n1\nSCT\nBYLADEM1001\nBüro Jordan\nDE02120300000000202051\nEUR1234.56\n\n\n2026-0007\n"
                    .to_owned(),
            ),
            caption: "Mit der Banking-App bezahlen".to_owned(),
            link: Some("https://pay.example/jordan/2026-0007".to_owned()),
        }),
        footer: vec![
            words(&["Büro Jordan", "Lindenstraße 12", "10969 Berlin"]),
            words(&["Steuernummer 12/345/67890", "USt-IdNr. DE123456789"]),
            words(&["Deutsche Kreditbank", "DE02 1203 0000 0000 2020 51", "BYLADEM1001"]),
        ],
        page: "Seite {page} von {pages}".to_owned(),
        annex: Vec::new(),
    }
}

/// An annex of as many entries as are asked for.
pub fn annex(entries: usize) -> PaperTable {
    let row = |at: usize| PaperRow {
        cells: vec![
            format!("{:02}.07.2026", 1 + at % 31),
            "Planung".to_owned(),
            "Rückruf und Abstimmung | mit *allen* Beteiligten <intern>".to_owned(),
            format!("0:{:02}", 15 + at % 45),
        ],
        ..PaperRow::default()
    };
    PaperTable {
        heading: "Anlage: Einträge im Juli".to_owned(),
        columns: vec![
            column("Tag", Side::Left, false),
            column("Leistung", Side::Left, false),
            column("Notiz", Side::Left, true),
            column("Stunden", Side::Right, false),
        ],
        rows: (0..entries).map(row).collect(),
        totals: vec![("Summe".to_owned(), "12:30".to_owned(), true)],
        ..PaperTable::default()
    }
}
