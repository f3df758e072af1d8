//! Mails as a program that sends them wants them: RFC 5322 with MIME, the same bytes for the same mail.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use crate::domain::ids;
use crate::domain::text::{is_trick, nfc};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Letters of a subject or a name at most.
const LONGEST: usize = 500;

/// Somebody who writes or is written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// Name; empty if only the address is known.
    pub name: String,
    /// Address.
    pub address: String,
}

/// A file that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// What it is: `application/pdf`.
    pub kind: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who writes.
    pub from: Mailbox,
    /// Who is written to.
    pub to: Vec<Mailbox>,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
    /// When it was written.
    pub date: Instant,
    /// Random bytes that no other mail has.
    pub id: [u8; 16],
    /// Whether it is a draft, which mail programs open for writing instead of reading (`X-Unsent: 1`).
    pub unsent: bool,
}

impl Mail {
    /// Its `Message-ID` without the angle brackets.
    ///
    /// # Errors
    ///
    /// Says that the sender's address is none.
    pub fn message_id(&self) -> Result<String> {
        let from = address(&self.from.address)?;
        let host = from.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        Ok(format!("{}@{host}", hexadecimal(&self.id)))
    }

    /// The message: lines end in CRLF, and what is not ASCII is encoded.
    ///
    /// # Errors
    ///
    /// Names an address that is none.
    pub fn message(&self) -> Result<Vec<u8>> {
        if self.to.is_empty() {
            return Err(Error::problem("a mail needs somebody it goes to"));
        }
        let to = self.to.iter().map(mailbox).collect::<Result<Vec<_>>>()?;
        let mut builder = MessageBuilder::new()
            .from(mailbox(&self.from)?)
            .to(Address::new_list(to))
            .subject(one_line(&self.subject))
            .date(self.date.0)
            .message_id(self.message_id()?);
        if self.unsent {
            builder = builder.header("X-Unsent", Raw::new("1"));
        }
        let text = MimePart::new(ContentType::new("text/plain").attribute("charset", "utf-8"), body(&self.text));
        let body = if self.attachments.is_empty() {
            text
        } else {
            let mut parts = vec![text];
            for attachment in &self.attachments {
                let kind = ContentType::new(media_type(&attachment.kind)?.to_owned());
                parts.push(MimePart::new(kind, attachment.bytes.clone()).attachment(file_name(&attachment.name)));
            }
            // No encoding that stands in a part can have `=_` in it.
            let boundary = format!("=_{}", hexadecimal(&self.id));
            MimePart::new(ContentType::new("multipart/mixed").attribute("boundary", boundary), parts)
        };
        builder.body(body).write_to_vec().map_err(|error| Error::fault("writing a mail", error))
    }
}

/// A `mailto:` link (RFC 6068), which mail programs open as a new mail.
///
/// # Errors
///
/// Names an address that is none.
pub fn mailto(to: &[String], subject: &str, text: &str) -> Result<String> {
    let to: Vec<String> = to.iter().map(|to| Ok(encoded(&address(to)?, "@"))).collect::<Result<_>>()?;
    let text = body(text).replace("\r\n", "\n").replace('\n', "\r\n");
    Ok(format!("mailto:{}?subject={}&body={}", to.join(","), encoded(&one_line(subject), ""), encoded(&text, "")))
}

/// Text in a link: all but letters, digits and `-._~` by its bytes.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An address as it may stand in a header.
fn address(text: &str) -> Result<String> {
    let address = ids::mail_address(text)?;
    let safe = address.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b':' | b'[' | b']'));
    if safe {
        Ok(address)
    } else {
        Err(Error::problem(format!("'{address}' is an address that few mail servers take")))
    }
}

fn mailbox(mailbox: &Mailbox) -> Result<Address<'static>> {
    let name = Some(one_line(&mailbox.name)).filter(|name| !name.is_empty());
    Ok(Address::new_address(name, address(&mailbox.address)?))
}

/// Text for a header: one line, and nothing that steers anything.
fn one_line(text: &str) -> String {
    let spaced: String = nfc(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    let clean: String = spaced.chars().filter(|c| !is_trick(*c)).take(LONGEST).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a mail, without what steers a terminal that shows it.
fn body(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut clean: String = nfc(&text).chars().filter(|c| matches!(c, '\n' | '\t') || !is_trick(*c)).collect();
    if !clean.ends_with('\n') {
        clean.push('\n');
    }
    clean.replace('\n', "\r\n")
}

/// A file's name without a folder, and never hidden or empty.
fn file_name(text: &str) -> String {
    let plain = one_line(text);
    let last = plain.rsplit(['/', '\\']).next().unwrap_or_default().trim_start_matches('.').trim();
    if last.is_empty() { "file".to_owned() } else { last.to_owned() }
}

fn media_type(text: &str) -> Result<&str> {
    let token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'))
    };
    let shaped = text.split_once('/').is_some_and(|(kind, of)| token(kind) && token(of));
    if shaped { Ok(text) } else { Err(Error::problem(format!("'{text}' is no kind of file"))) }
}

#[cfg(test)]
mod tests;
