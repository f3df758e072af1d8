//! Time and tasks of other programs: asked once, imported once, and never twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

mod again;
mod asked;
mod samples;

use support::Home;

/// What the examples were made on: a Sunday in November.
const NOW: &str = "2026-11-29T12:00:00+01:00";

/// A home with a client, when the examples were made.
fn home() -> Home {
    let home = Home::new();
    home.at(NOW);
    home.ok("client add acme --name Acme");
    home
}

/// A table of time as Toggl writes it: client, project, note, start and end on a day, and tags.
fn toggl(rows: &[(&str, &str, &str, &str, &str, &str)]) -> String {
    let mut text =
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,\
                    Amount (EUR)\n"
            .to_owned();
    for (client, project, note, day, span, tags) in rows {
        let (start, end) = span.split_once('-').unwrap();
        text.push_str(&format!(
            "VA,va@example.org,{client},{project},,{note},Yes,{day},{start}:00,{day},{end}:00,,\"{tags}\",\n"
        ));
    }
    text
}

/// What a refusal says, with its lines.
fn refused(home: &Home, line: &str) -> String {
    let answer = home.sh(&format!("vadash {line}"));
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "vadash {line}\n{answer:?}");
    answer.err
}
