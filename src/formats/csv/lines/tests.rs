use super::*;

/// A row by the line it begins in, or what is wrong with it.
type Row = Result<(u64, Vec<String>), (u64, String)>;

fn rows(table: &str) -> Vec<Row> {
    let (mut lines, _) = CsvRecords::new(table.as_bytes(), |name| name == "a" || name == "b").unwrap();
    let mut found = Vec::new();
    loop {
        match lines.advance() {
            Ok(false) => return found,
            Ok(true) => {
                let cells = (0..lines.ends.len()).map(|n| lines.cell(n).unwrap().to_owned()).collect();
                found.push(Ok((lines.line(), cells)));
            }
            Err(bad) => found.push(Err((bad.line, bad.what))),
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it is compared with rows that may be bad")]
fn row(line: u64, cells: &[&str]) -> Row {
    Ok((line, cells.iter().map(|c| (*c).to_owned()).collect()))
}

#[test]
fn cells_are_quoted_or_not_whatever_separates_them_and_ends_lines() {
    for end in ["\n", "\r\n", "\r"] {
        for separator in [",", ";", "\t"] {
            let table = "a|b\n\n1| 2 \n\"x|\"\"y\"\"\"|\"two\nlines\"\n|\n\"\"|z\"z\"\nlast|".replace('\n', end);
            let found = rows(&table.replace('|', separator));
            let (quoted, two) = (format!("x{separator}\"y\""), format!("two{end}lines"));
            let wanted = [
                row(3, &["1", "2"]),
                row(4, &[&quoted, &two]),
                row(6, &["", ""]),
                row(7, &["", "z\"z\""]),
                row(8, &["last", ""]),
            ];
            assert_eq!(found, wanted, "{separator:?} {end:?}");
        }
    }
}

#[test]
fn an_open_quote_swallows_nothing() {
    let open = |line| Err((line, "a quote that begins here has no end".to_owned()));
    assert_eq!(rows("a,b\n1,\"x\n2,y\n3,z\n"), [open(2), row(3, &["2", "y"]), row(4, &["3", "z"])]);
    assert_eq!(rows("a,b\n1,\"x"), [open(2)]);
    assert_eq!(rows("a,b\n\"1\n1\",\"x\n2,y"), [open(3), row(4, &["2", "y"])]);
    assert_eq!(rows("a,b\n1,\"\n\n\n\n2,y\n"), [open(2), row(6, &["2", "y"])]);
}

#[test]
fn a_line_without_end_is_given_up() {
    let (mut lines, _) = CsvRecords::new(b"a,b\n"[..].chain(std::io::repeat(b'x')), |_| true).unwrap();
    let bad = lines.advance().unwrap_err();
    assert!(bad.last && bad.line == 2, "{bad:?}");
    let long = b"x\n".repeat(3 << 20);
    let (mut lines, _) = CsvRecords::new(b"a,b\n1,\""[..].chain(&long[..]), |_| true).unwrap();
    let bad = lines.advance().unwrap_err();
    assert!(!bad.last && bad.line == 2, "{bad:?}");
    assert_eq!(lines.advance(), Ok(true));
    assert_eq!((lines.line(), lines.cell(0)), (3, Some("x")));
}

#[test]
fn a_long_cell_is_left_out_and_rows_have_an_end() {
    let long = "x".repeat(CELL + 1);
    let bad = |line, what: &str| Err((line, what.to_owned()));
    let cell = "a cell is longer than 1 MB";
    let found = rows(&format!("a,b\n1,{long}\n2,\"{long}\"\n3,{}\n", &long[1..]));
    assert_eq!(found, [bad(2, cell), bad(3, cell), row(4, &["3", &long[1..]])]);
    let found = rows(&format!("a,b\n1,\"{long}\n2,y\n"));
    assert_eq!(found, [bad(2, "a quote that begins here has no end within 1 MB"), row(3, &["2", "y"])]);
    // Empty lines are counted as well: they too may never end.
    let (mut lines, _) = CsvRecords::new(b"a,b\n1,2\n\n\n\n"[..].chain(std::io::repeat(b'\n')), |_| true).unwrap();
    lines.more = 3;
    assert_eq!(lines.advance(), Ok(true));
    let bad = lines.advance().unwrap_err();
    assert_eq!((bad.line, bad.last), (5, true), "{bad:?}");
}

#[test]
fn utf_16_is_told() {
    for (little, mark) in [(true, ""), (true, "\u{feff}"), (false, ""), (false, "\u{feff}")] {
        let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let table: Vec<u8> = format!("{mark}a,b\r\n1,2\r\n").encode_utf16().flat_map(pair).collect();
        let bad = CsvRecords::new(&table[..], |_| true).err().unwrap();
        assert_eq!((bad.line, bad.last), (1, true));
        assert_eq!(bad.what, "this is UTF-16: save it as UTF-8");
    }
}
