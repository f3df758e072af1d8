//! What the build refuses in the words on papers; and what mails are to another parser.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../build/words.rs"]
mod build;

use std::io::Write as _;
use std::process::{Command, Stdio};

use vadash::domain::time::Instant;
use vadash::formats::mail::{Attachment, Mail, Mailbox};

/// Prints what Python finds in a mail.
const SCRIPT: &str = r"
import sys, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
assert not m.defects and not [d for p in m.walk() for d in p.defects], m.defects
said = [m['subject'], m['to'].addresses[0].display_name, m['from'].addresses[0].display_name, m['from'].addresses[0].addr_spec]
said.append(str(m['date'].datetime.timestamp()))
said.append(m.get_body().get_content().replace('\r\n', '|'))
for a in m.iter_attachments():
    said += [a.get_content_type(), a.get_filename(), a.get_payload(decode=True).hex()]
sys.stdout.buffer.write('\n'.join(said).encode())
";

/// What Python reads in a mail; nothing where there is no Python.
fn read_back(mail: &Mail) -> Option<Vec<String>> {
    let mut command = Command::new("python3");
    let mut python = command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    python.stdin.take().unwrap().write_all(&mail.message().unwrap()).unwrap();
    let said = String::from_utf8(python.wait_with_output().unwrap().stdout).unwrap();
    Some(said.split('\n').map(str::to_owned).collect())
}

#[test]
fn another_parser_reads_mails_back() {
    let names = ["Ada Beispiel", "Đào Thị Nguyễn", "Bei\"spiel, Ada; (x)", "Gʻayrat Oʻrinov"];
    let subjects = [
        "Invoice 2026-0007",
        "Hóa đơn số 2026-0007 từ Công ty trách nhiệm hữu hạn một thành viên Dịch vụ Văn phòng Ánh Dương",
        "Rechnung 2026-0007 über 1.234,50 EUR von Büro Groß",
        "Hisob-faktura 2026-0007 =?utf-8?Q?x?= oʻ gʻ",
    ];
    let files = ["Hóa đơn 2026-0007 của Công ty Dịch vụ Văn phòng Ánh Dương.pdf", "a b\"c.pdf", "x.pdf", "Ü.pdf"];
    let texts = [
        "Hello,\n\n.\nFrom here on\n  two blanks  \n=20 and =\n",
        "Kính gửi quý khách,\n\nChúng tôi xin gửi kèm Hóa đơn.\n",
        "x\n",
        "Eine sehr lange Zeile, die über die Breite hinausgeht und nicht umgebrochen ankommen darf, weil sie ein Absatz ist.\n",
    ];
    for n in 0..4 {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000 * n).collect();
        let mail = Mail {
            from: Mailbox { name: names[(n + 1) % 4].into(), address: "ada@example.com".into() },
            to: vec![Mailbox { name: names[n].into(), address: "dao@example.vn".into() }],
            subject: subjects[n].into(),
            text: texts[n].into(),
            attachments: vec![Attachment {
                name: files[n].into(),
                kind: "application/pdf".into(),
                bytes: bytes.clone(),
            }],
            date: Instant(1_785_715_200),
            id: *b"0123456789abcdef",
            unsent: n == 0,
        };
        let Some(said) = read_back(&mail) else { return };
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = texts[n].replace('\n', "|");
        let wanted = [
            subjects[n],
            names[n],
            names[(n + 1) % 4],
            "ada@example.com",
            "1785715200.0",
            &text,
            "application/pdf",
            files[n],
            &hex,
        ];
        assert_eq!(said, wanted);
    }
}

/// What the build says of two files.
fn refused(english: &str, german: &str) -> Vec<String> {
    build::generate(&[("En", "en.ftl", english), ("De", "de.ftl", german)]).err().unwrap_or_default()
}

#[test]
fn the_build_refuses_what_would_be_missed_later() {
    let english = "a = Due { $date }\nb = { $n ->\n    [one] day\n   *[other] days\n}\n";
    let german = "a = Bis { $date }\nb = { $n ->\n   *[other] Tage\n}\n";
    assert_eq!(refused(english, german), [""; 0]);
    for (german, said) in [
        ("a = Bis { $date }\n", "de.ftl:1: 'b' is missing"),
        ("a = Bis\nb = { $n ->\n   *[other] Tage\n}\n", "de.ftl:1: 'a' leaves out the argument $date"),
        ("a = Bis { $day } { $date }\nb = { $n }\n", "de.ftl:1: 'a' has no argument $day"),
        ("a = { $date }\nb = { $n }\nc = neu\n", "de.ftl:3: 'c' is no message of the first language"),
        ("\na = { $date }\nb = { NUMBER($n) }\n", "de.ftl:3: 'b' calls NUMBER: there are no functions"),
        ("a = { $date }\nb = { a }\n", "de.ftl:2: 'b' names the message a: only terms can be named"),
        ("a = { $date }\nb = { -x }\n", "de.ftl:2: 'b' names -x, which is not above it"),
        ("a = { $date }\nb = { $n }\n    .title = x\n", "de.ftl:3: 'b' has an attribute: only text is used"),
        (
            "a = { $date }\nb = { $n ->\n    [few] x\n   *[other] y\n}\n",
            "de.ftl:3: 'b' chooses by few: there are one and other, formal and familiar",
        ),
        (
            "a = { $date }\nb = { $n ->\n    [familiar] x\n   *[formal] y\n}\n",
            "de.ftl:2: 'b' takes $n for something else than the others do",
        ),
        ("a = { $date }\nb = { $n }\na = { $date }\n", "de.ftl:3: 'a' is there twice"),
        ("a = { $date }\nb = { $n }\n-like = en\n", "de.ftl:3: only a user's own file is like another"),
    ] {
        assert_eq!(refused(english, german), [said], "{german}");
    }
    assert_eq!(refused(english, "a = { $date\nb = { $n }\n")[0].split(": ").next(), Some("de.ftl:2"));
    assert_eq!(refused("type = x\n", "type = x\n")[0], "en.ftl:1: 'type': nothing can be called type");
    assert!(
        refused("a = x\n", &format!("a = {}x{}\n", "{".repeat(9000), "}".repeat(9000)))[0].contains("too many braces")
    );
}
