//! Rows of one table in little room: each value as what sets it apart from the one above it.
//!
//! A row is its number (what it is more than the next one would be), which of its values differ from those above, and those. A value is
//! nothing, a number by how much it is more, a text by its place among those that stood in its column, or a text by how
//! much it has in common with the one above, and the rest. All numbers are written in groups of seven bits, low ones first.

use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};

/// What is said of a value.
const NOTHING: u64 = 0;
const NUMBER: u64 = 1;
const KNOWN: u64 = 2;
/// A new text; what it has in common with the one above is added to that.
const TEXT: u64 = 3;

/// Rows on their way in.
pub(super) struct Packer {
    above: Vec<Value>,
    known: Vec<HashMap<String, u64>>,
    next: i64,
    bytes: Vec<u8>,
}

impl Packer {
    /// None yet; each will have so many values, of which at most 64.
    pub(super) fn new(columns: usize) -> Self {
        let (above, known) = (vec![Value::Null; columns], vec![HashMap::new(); columns]);
        Self { above, known, next: 0, bytes: Vec::new() }
    }

    /// Adds a row with a higher number than all before. None where a value is none that a record has.
    pub(super) fn add(&mut self, number: i64, values: &[ValueRef<'_>]) -> Option<()> {
        self.put(number.abs_diff(self.next));
        self.next = number.checked_add(1)?;
        let differs = |(above, value): (&Value, &ValueRef<'_>)| ValueRef::from(above) != *value;
        let differ: Vec<bool> = self.above.iter().zip(values).map(differs).collect();
        self.put(differ.iter().enumerate().map(|(n, differs)| u64::from(*differs) << n).sum());
        for (n, value) in values.iter().enumerate().filter(|(n, _)| differ[*n]) {
            match value {
                ValueRef::Null => self.put(NOTHING),
                ValueRef::Integer(number) => {
                    let by = number.wrapping_sub(number_of(&self.above[n]));
                    self.put(NUMBER);
                    // The sign goes last, so that what is a little less is as short as what is a little more.
                    self.put((by.wrapping_shl(1) ^ (by >> 63)).cast_unsigned());
                }
                ValueRef::Text(text) => self.put_text(n, str::from_utf8(text).ok()?),
                ValueRef::Real(_) | ValueRef::Blob(_) => return None,
            }
            self.above[n] = (*value).try_into().ok()?;
        }
        Some(())
    }

    fn put_text(&mut self, column: usize, text: &str) {
        let places = &mut self.known[column];
        if let Some(place) = places.get(text).copied() {
            self.put(KNOWN);
            return self.put(place);
        }
        places.insert(text.to_owned(), places.len() as u64);
        let common = text.bytes().zip(text_of(&self.above[column]).bytes()).take_while(|(one, other)| one == other);
        let common = common.count();
        self.put(TEXT + common as u64);
        self.put((text.len() - common) as u64);
        self.bytes.extend_from_slice(&text.as_bytes()[common..]);
    }

    fn put(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(0x80 | (number & 0x7f) as u8);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    /// What they became.
    pub(super) fn end(self) -> Vec<u8> {
        self.bytes
    }
}

/// Hands over each row that was packed, until `on` wants no more. None where this is not what a [`Packer`] has made.
pub(super) fn unpack(columns: usize, bytes: &[u8], mut on: impl FnMut(i64, &[Value]) -> bool) -> Option<()> {
    let mut unpacker =
        Unpacker { above: vec![Value::Null; columns], known: vec![Vec::new(); columns], next: 0, rest: bytes };
    while !unpacker.rest.is_empty() {
        let number = unpacker.row()?;
        if !on(number, &unpacker.above) {
            break;
        }
    }
    Some(())
}

struct Unpacker<'a> {
    above: Vec<Value>,
    known: Vec<Vec<String>>,
    next: i64,
    rest: &'a [u8],
}

impl Unpacker<'_> {
    fn row(&mut self) -> Option<i64> {
        let number = self.next.checked_add_unsigned(self.number()?)?;
        self.next = number.checked_add(1)?;
        let differ = self.number()?;
        for n in (0..u64::BITS as usize).filter(|n| differ >> n & 1 == 1) {
            let above = self.above.get(n)?.clone();
            self.above[n] = match self.number()? {
                NOTHING => Value::Null,
                NUMBER => {
                    let by = self.number()?;
                    let by = (by >> 1).cast_signed() ^ -(by & 1).cast_signed();
                    Value::Integer(number_of(&above).wrapping_add(by))
                }
                KNOWN => {
                    let place = usize::try_from(self.number()?).ok()?;
                    Value::Text(self.known[n].get(place)?.clone())
                }
                common => {
                    let mut text = text_of(&above).as_bytes().get(..usize::try_from(common - TEXT).ok()?)?.to_vec();
                    let length = usize::try_from(self.number()?).ok()?;
                    let (own, rest) = self.rest.split_at_checked(length)?;
                    text.extend_from_slice(own);
                    self.rest = rest;
                    let text = String::from_utf8(text).ok()?;
                    self.known[n].push(text.clone());
                    Value::Text(text)
                }
            };
        }
        Some(number)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(first & 0x7f).checked_shl(shift)?;
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

fn number_of(value: &Value) -> i64 {
    if let Value::Integer(number) = value { *number } else { 0 }
}

fn text_of(value: &Value) -> &str {
    if let Value::Text(text) = value { text } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            (-3..3_i64).prop_map(Value::Integer),
            any::<i64>().prop_map(Value::Integer),
            "[aäb]{0,3}".prop_map(Value::Text),
            any::<String>().prop_map(Value::Text),
        ]
    }

    fn unpacked(columns: usize, bytes: &[u8]) -> Option<Vec<(i64, Vec<Value>)>> {
        let mut found = Vec::new();
        unpack(columns, bytes, |number, values| {
            found.push((number, values.to_vec()));
            true
        })?;
        Some(found)
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(rows in vec_of_rows()) {
            let (mut packer, mut number, mut wanted) = (Packer::new(4), 0, Vec::new());
            for (more, values) in rows {
                number += more;
                packer.add(number, &values.iter().map(ValueRef::from).collect::<Vec<_>>()).unwrap();
                wanted.push((number, values));
            }
            prop_assert_eq!(unpacked(4, &packer.end()), Some(wanted));
        }

        /// It may be refused or be other rows, but nothing worse.
        #[test]
        fn bytes_of_another_origin_are_no_harm(bytes in prop::collection::vec(prop_oneof![0..8_u8, any::<u8>()], 0..200)) {
            let _ = unpacked(4, &bytes);
        }
    }

    fn vec_of_rows() -> impl Strategy<Value = Vec<(i64, Vec<Value>)>> {
        prop::collection::vec((1..1_000_i64, prop::collection::vec(value(), 4)), 0..40)
    }

    /// What people keep takes a tenth of the room that it takes as text.
    #[test]
    fn rows_like_each_other_take_little_room() {
        let mut packer = Packer::new(5);
        let mut plain = 0;
        for n in 0..1_000_i64 {
            let note = format!("note {}", n % 7);
            let own = n.to_string();
            let (start, date) = (1_700_000_000 + 900 * n, format!("2026-06-{:02}", n / 40));
            let values = [
                ValueRef::Integer(n * 7 % 11),
                ValueRef::Text(note.as_bytes()),
                ValueRef::Text(date.as_bytes()),
                ValueRef::Integer(start),
                ValueRef::Text(own.as_bytes()),
            ];
            plain += format!("[{n},{},\"{note}\",\"{date}\",{start},\"{own}\"]", n * 7 % 11).len();
            packer.add(n + 1, &values).unwrap();
        }
        let room = packer.end().len();
        assert!(room * 3 < plain, "{room} of {plain}");
    }
}
