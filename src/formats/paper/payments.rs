//! How a sum is paid: the bank, and the code that a banking app reads.

use super::PaperPayment;
use super::parties::grouped_iban;
use super::say::{Say, labelled, line_of};
use crate::domain::document::issued::Seller;
use crate::domain::ids;
use crate::domain::money::{Currency, decimal};

/// What one transfer may be, in cents.
const TRANSFER: std::ops::RangeInclusive<i64> = 1..=99_999_999_999;

/// The block of a sum that is asked for under a reference. A draft has no code.
pub(super) fn block(seller: &Seller, reference: &str, amount: i64, counts: bool, say: Say) -> Option<PaperPayment> {
    let words = say.words;
    let link = Some(line_of(&seller.pay_link)).filter(|link| !link.is_empty());
    if seller.iban.is_empty() && link.is_none() {
        return None;
    }
    let mut lines = Vec::new();
    if !seller.iban.is_empty() {
        lines.extend(labelled(words.payee(), &seller.name));
        lines.extend(labelled(words.iban(), &grouped_iban(&seller.iban)));
        lines.extend(labelled(words.bic(), &seller.bic));
        lines.extend(labelled(words.bank(), &seller.bank));
    }
    lines.extend(labelled(words.payment_reference(), reference));
    lines.push((words.amount(), say.money(amount)));
    let transfer = epc(seller, reference, amount, say.currency).filter(|_| counts);
    let caption = match (&transfer, &link) {
        (Some(_), _) => words.scan_to_pay(),
        (None, Some(_)) if counts => words.pay_online(),
        _ => String::new(),
    };
    let code = transfer.or_else(|| link.clone().filter(|_| counts));
    Some(PaperPayment { lines, code, caption, link })
}

/// What the code of a sum that is asked for under a reference holds, by which a banking app fills in the transfer: EPC069-12,
/// version 002. There is none in other currencies than EUR, and without an IBAN.
pub fn epc(seller: &Seller, reference: &str, amount: i64, currency: Currency) -> Option<String> {
    let iban = ids::iban(&seller.iban).ok()?;
    let name: String = line_of(&seller.name).chars().take(70).collect();
    if currency != Currency::EUR || !TRANSFER.contains(&amount) || name.is_empty() {
        return None;
    }
    let bic = ids::bic(&seller.bic).unwrap_or_default();
    let text: String = line_of(reference).chars().take(140).collect();
    let amount = format!("EUR{}", decimal(amount, 2));
    Some(["BCD", "002", "1", "SCT", &bic, name.trim_end(), &iban, &amount, "", "", text.trim_end()].join("\n"))
}
