//! Words in, text out: what a person sees of the real program, to be read like its documentation.
//!
//! Each picture in `snapshots/` is a session at a shell: `$` lines are typed, the others are
//! answers, and `~ 2026-06-22 15:00 ~` is where time passes.

#[path = "../support/mod.rs"]
mod support;

mod clients;
mod data;
mod hours;
mod planning;
mod program;
mod refusals;
mod time;

use support::Home;

/// Types the lines in a home with two clients and compares what is seen with the picture of that name.
macro_rules! session {
    ($home:expr, $name:literal, $lines:literal) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $home.session($lines));
        })
    };
}
pub(crate) use session;

#[test]
fn the_first_minutes_with_an_empty_home() {
    session!(
        Home::new(),
        "first-minutes",
        "vadash status
        vadash client list
        vadash start acme
        vadash client add acme --name 'Acme GmbH' --rate 45
        vadash start acme
        @ 2026-06-22 15:05
        vadash status
        vadash stop
        vadash unbilled
        vadash undo
        vadash status
        vadash redo
        vadash history"
    );
}
