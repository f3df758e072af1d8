//! Who bills and who is billed, as they stand in the head and at the foot of a paper.

use super::say::{labelled, line_of};
use crate::domain::document::issued::{Buyer, Seller};
use crate::words::countries;
use crate::words::papers::Words;

/// Whether a paper goes to another country.
fn is_abroad(seller: &Seller, buyer: &Buyer) -> bool {
    !seller.country.is_empty() && !buyer.country.is_empty() && seller.country != buyer.country
}

/// The country's line of an address from abroad.
fn country_line(country: &str) -> String {
    countries::english(country).to_uppercase()
}

/// The lines of a town, in its country's order.
fn town(country: &str, postcode: &str, city: &str, region: &str) -> Vec<String> {
    let joined = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match country {
        "US" | "CA" | "AU" => {
            let comma = if region.is_empty() || city.is_empty() || country == "AU" { "" } else { "," };
            vec![joined(&[&format!("{city}{comma}"), region, postcode])]
        }
        "GB" | "IE" => vec![city.to_owned(), region.to_owned(), postcode.to_owned()],
        "VN" | "SG" | "NZ" | "IN" => vec![joined(&[city, postcode]), region.to_owned()],
        _ => vec![joined(&[postcode, city]), region.to_owned()],
    }
}

fn cleaned(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    lines.into_iter().map(|line| line_of(&line)).filter(|line| !line.is_empty()).collect()
}

/// The sender's lines, the name first.
pub(super) fn sender(seller: &Seller, buyer: &Buyer) -> Vec<String> {
    let mut lines = vec![seller.name.clone()];
    if seller.contact != seller.name {
        lines.push(seller.contact.clone());
    }
    lines.push(seller.street.clone());
    lines.extend(town(&seller.country, &seller.postcode, &seller.city, ""));
    if is_abroad(seller, buyer) {
        lines.push(country_line(&seller.country));
    }
    lines.extend([seller.email.clone(), seller.phone.clone(), seller.web.clone()]);
    cleaned(lines)
}

/// The sender in one line.
pub(super) fn sender_line(seller: &Seller) -> String {
    let town = town(&seller.country, &seller.postcode, &seller.city, "");
    cleaned([seller.name.clone(), seller.street.clone()].into_iter().chain(town)).join(" · ")
}

/// The recipient's lines.
pub(super) fn recipient(seller: &Seller, buyer: &Buyer) -> Vec<String> {
    let mut lines = vec![buyer.name.clone()];
    if buyer.contact != buyer.name {
        lines.push(buyer.contact.clone());
    }
    lines.extend([buyer.street.clone(), buyer.street2.clone()]);
    lines.extend(town(&buyer.country, &buyer.postcode, &buyer.city, &buyer.region));
    if is_abroad(seller, buyer) {
        lines.push(country_line(&buyer.country));
    }
    cleaned(lines)
}

/// An IBAN in groups of four, as it is printed.
pub(super) fn grouped_iban(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The columns at the foot: where the sender is, or what was typed to stand there; how it is reached; its bank and numbers.
pub(super) fn footer(seller: &Seller, typed: Vec<String>, words: &Words) -> Vec<Vec<String>> {
    let lines = |pairs: Vec<Option<(String, String)>>| -> Vec<String> {
        pairs.into_iter().flatten().map(|(label, value)| format!("{label}: {value}")).collect()
    };
    let place = if typed.is_empty() {
        let town = town(&seller.country, &seller.postcode, &seller.city, "");
        cleaned([seller.name.clone(), seller.street.clone()].into_iter().chain(town))
    } else {
        typed
    };
    let mut reached = lines(vec![labelled(words.phone(), &seller.phone)]);
    reached.extend(cleaned([seller.email.clone(), seller.web.clone()]));
    reached.extend(lines(vec![labelled(words.registration(), &seller.registration)]));
    let mut numbers = cleaned([seller.bank.clone()]);
    numbers.extend(lines(vec![
        labelled(words.iban(), &grouped_iban(&seller.iban)),
        labelled(words.bic(), &seller.bic),
        labelled(words.tax_number(), &seller.tax_number),
        labelled(words.vat_id(), &seller.vat_id),
    ]));
    [place, reached, numbers].into_iter().filter(|column| !column.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_stand_in_their_countries_order() {
        let line = |country, postcode, city, region| cleaned(town(country, postcode, city, region)).join(" | ");
        assert_eq!(line("DE", "10115", "Berlin", ""), "10115 Berlin");
        assert_eq!(line("US", "62701", "Springfield", "IL"), "Springfield, IL 62701");
        assert_eq!(line("US", "", "Springfield", ""), "Springfield");
        assert_eq!(line("GB", "SW1A 1AA", "London", ""), "London | SW1A 1AA");
        assert_eq!(line("VN", "100000", "Hà Nội", ""), "Hà Nội 100000");
        assert_eq!(line("IT", "00184", "Roma", "RM"), "00184 Roma | RM");
    }

    #[test]
    fn a_country_stands_on_what_goes_abroad() {
        let seller = Seller { name: "Ada".into(), contact: "Ada".into(), country: "DE".into(), ..Seller::default() };
        let buyer = Buyer { name: "Acme\nInc.\u{202e}".into(), country: "US".into(), ..Buyer::default() };
        assert_eq!(recipient(&seller, &buyer), ["Acme Inc.", "UNITED STATES"]);
        assert_eq!(sender(&seller, &buyer), ["Ada", "GERMANY"]);
        let home = Buyer { country: "DE".into(), ..buyer };
        assert_eq!(recipient(&seller, &home), ["Acme Inc."]);
        assert_eq!(grouped_iban("DE02120300000000202051"), "DE02 1203 0000 0000 2020 51");
    }
}
