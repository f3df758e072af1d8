//! Programs that are run for the user get what stands in a record as an argument, or not at all.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::outer;
use crate::support::Home;
use crate::terminal::Terminal;
use crate::{search_path, until_said};

/// What a shell, or a program that looks for options, would fall for; each makes a file of this name where it is obeyed.
const TRICKS: &[&str] =
    &["; touch obeyed;", "$(touch obeyed)", "`touch obeyed`", "' | touch obeyed #", "\" && touch obeyed"];

/// A program in a folder of its own that writes down each of its arguments.
fn recorder(home: &Home, name: &str) {
    let line =
        format!("#!/bin/sh\nfor a in \"$@\"; do printf '[%s]' \"$a\"; done >> {}\n", home.file("given").display());
    let path = home.write(&format!("bin/{name}"), line);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn given(home: &Home) -> String {
    std::fs::read_to_string(home.file("given")).unwrap_or_default()
}

/// The screen with that folder before all others, and no SSH.
fn screen(home: &Home, more: &[(&str, &str)]) -> Terminal {
    let path = format!("{}:{}", home.file("bin").display(), search_path());
    outer::screen(home, &[&[("PATH", path.as_str())], more].concat())
}

fn nobody_obeyed(home: &Home) {
    for folder in [home.path(), Path::new(".")] {
        assert!(!folder.join("obeyed").exists(), "a shell took it for a line");
    }
}

#[test]
fn a_link_is_one_argument() {
    for trick in TRICKS {
        let home = Home::with_clients();
        recorder(&home, "xdg-open");
        let url = format!("https://meet.example/{}", trick.replace(' ', "${IFS}"));
        let words =
            ["event", "add", "--title", "call", "--start", "2026-06-22T16:00", "--client", "acme", "--url", &url];
        assert_eq!(home.run(&words).code, 0);
        let screen = screen(&home, &[]);
        screen.shows("call");
        screen.type_keys("o");
        let want = format!("[{url}]");
        until_said(&want, || (given(&home) == want).then_some(()), || given(&home) + &screen.picture());
        screen.shows("opened the link");
        nobody_obeyed(&home);
    }
}

/// However it came into the file: by a program of another make, or by hand.
#[test]
fn what_is_no_link_to_the_web_is_not_opened() {
    let odd = [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-option",
        "--version",
        "/usr/bin/env",
        "vadash-test://x",
        "HTTPS:touch",
        "https://meet.example/x\n--option",
        "https://meet.example/x y",
        "https://meet.example/\u{202e}x",
        " https://meet.example",
    ];
    for (n, url) in odd.into_iter().enumerate() {
        let home = Home::with_clients();
        recorder(&home, "xdg-open");
        home.ok("event add acme call 16:00-17:00 @https://meet.example/x");
        let words = ["event", "edit", "1", &format!("--url={url}")];
        if !url.starts_with(' ') {
            let answer = home.run(&words);
            assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{url:?}: {answer:?}");
            assert!(answer.err.starts_with("error: url: '") && answer.err.contains("' is no link: it "), "{answer:?}");
        }
        let conn = rusqlite::Connection::open(home.db()).unwrap();
        assert_eq!(conn.execute("UPDATE event SET url = ?1", [url]).unwrap(), 1);
        drop(conn);
        for ssh in [false, true] {
            let screen = screen(&home, if ssh { &[("SSH_CONNECTION", "::1 1 ::1 22")] } else { &[] });
            screen.shows("call");
            screen.type_keys("o");
            screen.shows("is no link: it ");
            assert!(!screen.has("\x1b]52"), "{n}: copied {url:?}");
            screen.type_keys("q");
            assert!(screen.ends().success());
        }
        assert_eq!(given(&home), "", "opened {url:?}");
    }
}

#[test]
fn a_reminder_is_arguments_of_the_command() {
    for trick in [TRICKS, &["-option", "--help"]].concat() {
        let home = Home::with_clients();
        recorder(&home, "tell");
        let command = format!("command = ['{}', '{{title}}', '--text={{body}}']\n", home.file("bin/tell").display());
        home.write(".config/vadash/config.toml", format!("[reminders]\nchannel = 'command'\n{command}"));
        let words = ["event", "add", &format!("--title={trick}"), "--start", "2026-06-22T14:10", "--client", "acme"];
        assert_eq!(home.run(&words).code, 0);
        assert_eq!(home.sh("vadash remind --once").code, 0);
        let blank = if trick.starts_with('-') { " " } else { "" };
        assert_eq!(given(&home), format!("[{blank}{trick} (acme)][--text=14:10, in 10 min]"));
        nobody_obeyed(&home);
    }
}

#[test]
fn the_editor_gets_a_file_and_none_of_the_text() {
    for trick in TRICKS {
        let home = Home::with_clients();
        recorder(&home, "ed-it");
        let words = ["task", "add", "--title", "draft", "--note", trick, "--due", "2026-06-22", "--client", "acme"];
        let answer = home.run(&words);
        assert_eq!(answer.code, 0, "{answer:?}");
        let screen = screen(&home, &[("EDITOR", "ed-it '$(touch obeyed)' ';'")]);
        screen.shows("draft");
        screen.type_keys("3e");
        screen.shows("task edit 1");
        // Down to the note.
        screen.type_keys(&"\t".repeat(4));
        screen.type_keys("\x05");
        let data = home.db().parent().unwrap().canonicalize().unwrap();
        let file = format!("[$(touch obeyed)][;][{}/vadash-edit-", data.display());
        until_said(&file, || given(&home).starts_with(&file).then_some(()), || given(&home) + &screen.picture());
        assert!(given(&home).ends_with(".md]"), "{}", given(&home));
        nobody_obeyed(&home);
    }
}
