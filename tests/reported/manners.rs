//! The command line's manners: ranges, lists, formats, zones and settings.

use crate::home;

#[test]
fn one_client_is_there() {
    assert!(home().ok("client list").contains("acme"));
}
