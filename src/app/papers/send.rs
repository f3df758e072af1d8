//! Documents handed to the user's own mailer: a ready message on its standard input, or a file that mail programs open.

use std::io::Write as _;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::app::papers::leave::{Leave, file_name, kept_bytes, mark, place, write_file};
use crate::app::papers::make::{PaperForm, Subject, stem, words};
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::MailAddress;
use crate::command::report::{Done, Report};
use crate::error::{Doing, Error, Result};
use crate::formats::mail::{Attachment, Mail, Mailbox, mailto};
use crate::formats::paper::document;
use crate::guard;
use crate::records::invoices::names::{DocumentName, PaperName};
use crate::records::invoices::parties;
use crate::store::{Delivery, DocumentRow, Reads, Store};
use crate::words::papers::Form;

/// How long a mailer may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// The most of what a mailer says that is shown.
const WORDS: usize = 300;

/// A message with a paper of a document.
pub struct Message {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// To whom.
    pub to: String,
    /// The paper's name.
    pub name: String,
    /// The paper's bytes.
    pub paper: Vec<u8>,
}

/// The address that a client gets its documents at. Where a mail goes is not part of what was issued: it is as known now.
pub fn address_of(db: &Reads, row: &DocumentRow) -> Result<String> {
    Ok(parties::buyer(&db.get(row.client)?, &db.billing_of(row.client)?).email)
}

/// The address that a document's paper goes to.
pub fn recipient(args: &Args<'_>, row: &DocumentRow, subject: &Subject) -> Result<String> {
    let to = match args.get::<MailAddress>("to")? {
        Some(to) => to.0,
        None => address_of(args.context.db, row)?,
    };
    if to.is_empty() {
        let client = &subject.document.client;
        let what =
            format!("{client} has no e-mail address: say --to ADDRESS, or 'client edit {client} --bill-email …'");
        return Err(Error::at("to", what));
    }
    Ok(to)
}

/// What the client reads as the paper's name: the document's number alone, whatever comes with it.
fn mail_name(subject: &Subject) -> String {
    stem(subject.document.number.as_deref().unwrap_or(&subject.name))
}

/// Makes the message; `unsent` for one that is opened as a draft.
fn message(
    args: &Args<'_>,
    store: &Store,
    env: &Env,
    subject: &Subject,
    to: &str,
    unsent: bool,
) -> Result<(Message, Vec<String>)> {
    let (seller, buyer) = (parties::seller(&parties::business(store, args.context.today())?), &subject.document.buyer);
    if seller.email.is_empty() {
        return Err(Error::problem("your business has no e-mail address to write from: 'business set --email …'"));
    }
    let typed = store.business_texts()?.into_iter().filter(|text| text.name == "mail");
    let typed = typed.filter(|t| t.language.is_empty() || t.language == subject.document.language);
    let typed = typed.max_by_key(|t| t.language.len()).map(|text| text.text).unwrap_or_default();
    let (words, _) = words(env, &subject.document.language)?;
    let (about, text) = document::mail(&subject.document, &words, Form::Formal, &typed);
    let name = file_name(subject, PaperForm::Pdf);
    let (paper, wrong) = kept_bytes(store, env, subject, PaperForm::Pdf)?;
    let mail = Mail {
        from: Mailbox { name: seller.name.clone(), address: seller.email.clone() },
        to: vec![Mailbox { name: buyer.contact.clone(), address: to.to_owned() }],
        subject: about,
        text,
        attachments: vec![Attachment {
            name: format!("{}.pdf", mail_name(subject)),
            kind: "application/pdf".to_owned(),
            bytes: paper.clone(),
        }],
        date: env.now(),
        id: guard::random().doing("drawing a random number")?,
        unsent,
    };
    Ok((Message { bytes: mail.message()?, to: to.to_owned(), name, paper }, wrong))
}

/// `invoice send`.
pub fn send(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let row = args.need::<DocumentName>("number")?.0;
    let subject = Subject::of(&args.context, &PaperName::Issued(row.clone()), args.flag("annex"))?;
    let to = recipient(args, &row, &subject)?;
    let command = args.call.to_string();
    if args.flag("mailto") {
        let (words, _) = words(env, &subject.document.language)?;
        let (about, text) = document::mail(&subject.document, &words, Form::Formal, "");
        let mut done = Done::said(mailto(&[to], &about, &text)?);
        done.notes.push("a link takes no file along: 'invoice pdf' writes it".to_owned());
        return Ok(Box::new(done));
    }
    let program = &env.config.mail.send;
    if args.flag("eml") || args.text("out").is_some() || program.is_empty() {
        let path = place(args, &format!("{}.eml", mail_name(&subject)))?;
        let (message, wrong) = message(args, store, env, &subject, &to, true)?;
        write_file(env, &path, &message.bytes, true)?;
        let leave = Leave { how: "eml", address: &to, state: "made", name: &message.name, bytes: &message.paper };
        mark(store, &row, env.now(), &command, &leave)?;
        let said = format!("wrote a mail with {} for {to} to {}: open it to send it", row.number, path.display());
        let mut done = Done::said(said);
        done.more.push(("file", path.display().to_string().into()));
        done.notes = wrong;
        done.notes.push(format!("once it is sent: 'invoice sent {}'", row.number));
        return Ok(Box::new(done));
    }
    let (message, wrong) = message(args, store, env, &subject, &to, false)?;
    // Before the mailer has it: after a crash it is not known whether it has left.
    let leave = Leave { how: "mail", address: &to, state: "sending", name: &message.name, bytes: &message.paper };
    let id = mark(store, &row, env.now(), &command, &leave)?;
    let handed = hand_over(program, &message.bytes);
    let state = if handed.is_ok() { "sent" } else { "failed" };
    store.write(env.now(), &command, |tx| {
        if let Some(id) = id {
            let delivery: Delivery = tx.get(id)?;
            tx.update(&Delivery { state: state.to_owned(), at: tx.now, ..delivery })?;
        }
        Ok(format!("{} {state} to {to}", row.number))
    })?;
    handed?;
    let mut done = Done::said(format!("sent {} to {to}", row.number));
    done.notes = wrong;
    Ok(Box::new(done))
}

/// Gives a message to a mailer; what it says is told where it fails.
fn hand_over(program: &[String], message: &[u8]) -> Result<()> {
    let Some((name, arguments)) = program.split_first() else { return Ok(()) };
    let wrong = |what: String| Error::problem(format!("{name} did not take the mail: {what}"));
    let mut command = guard::command(name).map_err(|error| wrong(error.to_string()))?;
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| wrong(error.to_string()))?;
    let (input, bytes) = (child.stdin.take(), message.to_vec());
    // It may say much before it has read all, and may read slowly.
    let writer = thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(&bytes)));
    let (told, heard) = mpsc::channel();
    thread::spawn(move || told.send(child.wait_with_output()));
    let ended = heard.recv_timeout(PATIENCE).map_err(|_| wrong("it takes longer than two minutes".to_owned()))?;
    let output = ended.map_err(|error| wrong(error.to_string()))?;
    if output.status.success() {
        return match writer.join() {
            Ok(Ok(())) => Ok(()),
            _ => Err(wrong("it ended before it had read all of it".to_owned())),
        };
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said: String = said.trim().chars().take(WORDS).collect();
    Err(wrong(if said.is_empty() { output.status.to_string() } else { said.replace('\n', "; ") }))
}
