//! What mails are made of; `tests/papers.rs` has another parser read them back.

use super::{Attachment, Mail, Mailbox, mailto};
use crate::domain::time::Instant;

fn mail() -> Mail {
    Mail {
        from: Mailbox { name: "Ada Bei\"spiel".into(), address: "ada@Example.com".into() },
        to: vec![Mailbox { name: "Đào Thị Nguyễn".into(), address: "dao@example.vn".into() }],
        subject: "Hóa đơn số 2026-0007 từ Công ty trách nhiệm hữu hạn một thành viên Dịch vụ Văn phòng Ánh Dương"
            .into(),
        text: "Kính gửi quý khách,\n\nChúng tôi xin gửi kèm Hóa đơn.\n.\nFrom here\n".into(),
        attachments: vec![Attachment {
            name: "Hóa đơn 2026-0007 của Công ty Dịch vụ Văn phòng Ánh Dương.pdf".into(),
            kind: "application/pdf".into(),
            bytes: (0..=255).cycle().take(1000).collect(),
        }],
        date: Instant(1_785_715_200),
        id: *b"0123456789abcdef",
        unsent: true,
    }
}

fn text(mail: &Mail) -> String {
    String::from_utf8(mail.message().unwrap()).unwrap()
}

#[test]
fn a_mail_is_ascii_in_short_lines_and_the_same_each_time() {
    let text = text(&mail());
    assert!(text.is_ascii() && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.lines().all(|line| line.len() <= 78), "{text}");
    assert_eq!(text, self::text(&mail()));
    for header in [
        "From: \"Ada Bei\\\"spiel\" <ada@Example.com>\r\n",
        "Date: Mon, 3 Aug 2026 00:00:00 +0000\r\n",
        "Message-ID: <30313233343536373839616263646566@example.com>\r\n",
        "MIME-Version: 1.0\r\n",
        "X-Unsent: 1\r\n",
        "Subject: =?utf-8?",
    ] {
        assert!(text.contains(header), "{header}\n{text}");
    }
    assert!(!self::text(&Mail { unsent: false, ..mail() }).contains("X-Unsent"));
    assert!(self::text(&Mail { attachments: Vec::new(), ..mail() }).contains("Content-Type: text/plain"));
}

#[test]
fn nothing_gets_into_the_headers() {
    let mut evil = mail();
    evil.subject = "a\r\nBcc: eve@example.com\u{202e}\u{0}".into();
    evil.to[0].name = "x\r\nCc: eve@example.com".into();
    evil.attachments[0].name = "../..\\.hidden\"\r\nX: y".into();
    let text = text(&evil);
    let headers = text.split("\r\n\r\n").next().unwrap();
    assert!(!headers.contains("\r\nBcc") && !headers.contains("\r\nCc") && !text.contains("\r\nX: y"), "{text}");
    for bad in ["", "a", "a@b\r\nBcc: c@d", "a b@c.example", "ä@example.com", "<a@b>", "a@[1.2.3.4]"] {
        evil.to[0].address = bad.into();
        assert!(evil.message().is_err(), "{bad:?}");
    }
    assert!(Mail { to: Vec::new(), ..mail() }.message().is_err());
    let mut odd = mail();
    odd.attachments[0].kind = "application/pdf\r\nX: y".into();
    assert!(odd.message().is_err());
}

#[test]
fn a_link_opens_a_mail() {
    let link =
        mailto(&["a+b@example.com".into(), "c@example.com".into()], "Hóa đơn & mehr\n", "Zeile 1\nZeile 2").unwrap();
    assert_eq!(
        link,
        "mailto:a%2Bb@example.com,c@example.com?subject=H%C3%B3a%20%C4%91%C6%A1n%20%26%20mehr&body=Zeile%201%0D%0AZeile%202%0D%0A"
    );
    assert!(mailto(&["a@b?cc=x@y".into()], "", "").is_err());
    assert!(mailto(&["a@b?cc=x".into()], "", "").unwrap().starts_with("mailto:a@b%3Fcc%3Dx?subject="));
}
