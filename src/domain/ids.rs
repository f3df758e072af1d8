//! Numbers by which businesses and accounts are known, checked for their form: a wrong digit is found before it is printed.

use super::text::clean_line;
use crate::error::{Error, Result};

/// Text without the blanks, points and dashes it was typed with, in capitals.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).flat_map(char::to_uppercase).collect()
}

fn wrong(why: impl Into<String>) -> Error {
    Error::problem(why)
}

/// Countries whose VAT ids have a known form: the prefix, and the lengths of what stands behind it.
/// <https://ec.europa.eu/taxation_customs/vies/#/faq>
const VAT: &[(&str, &[usize])] = &[
    ("AT", &[9]),
    ("BE", &[10]),
    ("BG", &[9, 10]),
    ("CY", &[9]),
    ("CZ", &[8, 9, 10]),
    ("DE", &[9]),
    ("DK", &[8]),
    ("EE", &[9]),
    ("EL", &[9]),
    ("ES", &[9]),
    ("FI", &[8]),
    ("FR", &[11]),
    ("GB", &[9, 12]),
    ("HR", &[11]),
    ("HU", &[8]),
    ("IE", &[8, 9]),
    ("IT", &[11]),
    ("LT", &[9, 12]),
    ("LU", &[8]),
    ("LV", &[11]),
    ("MT", &[8]),
    ("NL", &[12]),
    ("PL", &[10]),
    ("PT", &[9]),
    ("RO", &[2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ("SE", &[12]),
    ("SI", &[8]),
    ("SK", &[10]),
    ("XI", &[9, 12]),
];

/// Reads a VAT id, typed with blanks or without. Of the countries of the EU its form is checked, of Germany and France the
/// check digits too; elsewhere it has letters and digits.
///
/// # Errors
///
/// Says what of it is wrong.
pub fn vat_id(text: &str) -> Result<String> {
    let id = bare(text);
    if !id.is_ascii() || !id.bytes().all(|b| b.is_ascii_alphanumeric()) || !(4..=20).contains(&id.len()) {
        return Err(wrong("must be a VAT id such as DE123456788"));
    }
    let (country, rest) = id.split_at(2);
    let Some((_, lengths)) = VAT.iter().find(|(prefix, _)| *prefix == country) else {
        let known = country.bytes().all(|b| b.is_ascii_alphabetic());
        return if known { Ok(id) } else { Err(wrong("must begin with a country's two letters, as DE123456788 does")) };
    };
    if !lengths.contains(&rest.len()) {
        let lengths: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        let many = lengths.join(" or ");
        return Err(wrong(format!("must have {many} characters after {country}, not {}", rest.len())));
    }
    let stands = match country {
        "DE" => digits(rest).is_some_and(|digits| mod_11_10(&digits)),
        "FR" => french(rest),
        _ => true,
    };
    if stands { Ok(id) } else { Err(wrong("is no VAT id: its check digits do not fit the rest")) }
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// ISO 7064, MOD 11,10: the last digit belongs to those before.
fn mod_11_10(digits: &[u32]) -> bool {
    let Some((check, rest)) = digits.split_last() else { return false };
    let product = rest.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}

/// Two characters and a SIREN of nine digits; where the two are digits, they follow from it.
fn french(rest: &str) -> bool {
    let (key, siren) = rest.split_at(2);
    let Ok(siren) = siren.parse::<u64>() else { return false };
    key.parse::<u64>().map_or(true, |key| (12 + 3 * (siren % 97)) % 97 == key)
}

/// Lengths of IBANs where they are known. <https://www.swift.com/standards/data-standards/iban>
const IBAN: &[(&str, usize)] = &[
    ("AD", 24),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
];

/// Reads an IBAN, typed with blanks or without (ISO 13616).
///
/// # Errors
///
/// Says what of it is wrong.
pub fn iban(text: &str) -> Result<String> {
    let id = bare(text);
    let bytes = id.as_bytes();
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
    let shaped = (15..=34).contains(&id.len())
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && letters(&bytes[..2])
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !shaped {
        return Err(wrong("must be an IBAN such as DE02 1203 0000 0000 2020 51"));
    }
    if let Some((country, length)) =
        IBAN.iter().find(|(country, length)| id.starts_with(country) && id.len() != *length)
    {
        return Err(wrong(format!(
            "must have {length} characters, as every IBAN of {country} has; this has {}",
            id.len()
        )));
    }
    let turned = format!("{}{}", &id[4..], &id[..4]);
    if mod_97(&turned) == Some(1) { Ok(id) } else { Err(wrong("is no IBAN: its check digits do not fit the rest")) }
}

/// Digits and letters, these as two digits from 10 on, as one number modulo 97 (ISO 7064).
fn mod_97(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((if value > 9 { rest * 100 } else { rest * 10 } + value) % 97)
    })
}

/// Reads a bank's BIC (ISO 9362).
///
/// # Errors
///
/// Says what it should look like.
pub fn bic(text: &str) -> Result<String> {
    let id = bare(text);
    let bytes = id.as_bytes();
    let shaped = matches!(id.len(), 8 | 11)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[4..6].iter().all(u8::is_ascii_uppercase);
    if shaped { Ok(id) } else { Err(wrong("must be a BIC of 8 or 11 characters, such as BYLADEM1001")) }
}

/// ISO 3166-1, the codes of two letters. <https://www.iso.org/iso-3166-country-codes.html>
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV \
    BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG \
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX \
    MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG \
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG \
    VI VN VU WF WS YE YT ZA ZM ZW";

/// Reads a country's code of two letters.
///
/// # Errors
///
/// Says what it should look like.
pub fn country(text: &str) -> Result<String> {
    let code = text.trim().to_uppercase();
    if code.len() == 2 && COUNTRIES.split_whitespace().any(|known| known == code) {
        return Ok(code);
    }
    Err(wrong(format!("'{text}' is no country: type its ISO 3166 code of two letters, such as DE or US")))
}

/// Reads a reference: words in a line, with nothing in them that cannot be printed.
///
/// # Errors
///
/// Says that it has something else in it.
pub fn reference(text: &str) -> Result<String> {
    let text = text.trim();
    if clean_line(text) == text { Ok(text.to_owned()) } else { Err(wrong("has signs in it that cannot be printed")) }
}

/// Reads an e-mail address, as far as a form can tell (RFC 5321): one name, one host.
///
/// # Errors
///
/// Says what it should look like.
pub fn mail_address(text: &str) -> Result<String> {
    let address = reference(text)?;
    let shaped = address.split_once('@').is_some_and(|(name, host)| {
        let fine = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';', '<', '>', '"', '(', ')']);
        fine(name) && fine(host) && !host.starts_with('.') && !host.ends_with('.')
    });
    if shaped && address.len() <= 254 { Ok(address) } else { Err(wrong(format!("'{text}' is no e-mail address"))) }
}

/// Reads an address on the web.
///
/// # Errors
///
/// Says what it should look like.
pub fn web_address(text: &str) -> Result<String> {
    let address = reference(text)?;
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let shaped = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && !address.contains(' ');
    if shaped { Ok(address) } else { Err(wrong("must be an address such as https://pay.example/me")) }
}

/// Whether a buyer's reference is meant as a Leitweg-ID, by which German authorities are addressed, and is none.
///
/// # Errors
///
/// Says that its check digits do not fit. What has another form is a reference of another kind, and right as it is.
pub fn leitweg(text: &str) -> Result<()> {
    let parts: Vec<&str> = text.split('-').collect();
    let ([coarse, check] | [coarse, _, check]) = parts.as_slice() else { return Ok(()) };
    let fine = if parts.len() == 3 { parts[1] } else { "" };
    let all = |part: &str, is: fn(&char) -> bool| part.chars().all(|c| is(&c));
    let meant = (2..=12).contains(&coarse.len())
        && all(coarse, char::is_ascii_digit)
        && fine.len() <= 30
        && all(fine, char::is_ascii_alphanumeric)
        && check.len() == 2
        && all(check, char::is_ascii_digit);
    let number = format!("{coarse}{}{check}", fine.to_ascii_uppercase());
    if meant && mod_97(&number) != Some(1) {
        return Err(wrong("is no Leitweg-ID: its check digits do not fit the rest"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_on_papers_is_checked() {
        assert_eq!(vat_id("de 123 456 788").unwrap(), "DE123456788");
        assert_eq!(vat_id("FR15345678901").unwrap(), "FR15345678901");
        assert_eq!(vat_id("CHE-116.281.710").unwrap(), "CHE116281710");
        for bad in ["DE123456789", "DE12345678", "FR16345678901", "123456788", "", "DE12345678\u{660}"] {
            assert!(vat_id(bad).is_err(), "{bad}");
        }
        assert_eq!(iban("DE02 1203 0000 0000 2020 51").unwrap(), "DE02120300000000202051");
        assert_eq!(iban("gb82 west 1234 5698 7654 32").unwrap(), "GB82WEST12345698765432");
        for bad in ["DE03120300000000202051", "DE0212030000000020205", "DE", "", "02DE120300000000202051"] {
            assert!(iban(bad).is_err(), "{bad}");
        }
        assert_eq!(bic("byladem1001").unwrap(), "BYLADEM1001");
        assert!(bic("BYLADEM").is_err());
        assert_eq!(country("de").unwrap(), "DE");
        assert!(["", "D", "DEU", "XX", "D E"].iter().all(|bad| country(bad).is_err()));
        assert_eq!(mail_address(" a@b.example ").unwrap(), "a@b.example");
        assert!(["a", "@b", "a@", "a b@c", "a@b@c", "a@.b", "a@b\nc"].iter().all(|bad| mail_address(bad).is_err()));
        assert!(reference("PO\u{202e}1").is_err() && reference("PO\n1").is_err());
        assert!(web_address("https://pay.example/x").is_ok() && web_address("pay.example").is_err());
    }

    #[test]
    fn a_reference_that_looks_like_a_leitweg_id_is_one() {
        for fine in ["04011000-12345-03", "991-33333TEST-33", "PO 4711", "a-b-c-d", ""] {
            assert!(leitweg(fine).is_ok(), "{fine}");
        }
        assert!(leitweg("04011000-12345-04").is_err());
    }
}
