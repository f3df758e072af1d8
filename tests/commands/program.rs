//! The program itself.

use crate::session;
use crate::support::Home;

#[test]
fn configuration() {
    let home = Home::with_clients();
    home.write("good.toml", "currency = 'USD'\nrounding = '15:up:entry'\n[reminders]\nlead = [15, 5]\n");
    home.write("bad.toml", "curency = 'USD'\nrounding = '7:up:entry'\nzone = 'Mars/Base'\n[keys]\nlgo-time = ['l']\n");
    home.write("broken.toml", "currency = \ntheme = dark\nzone = 'Asia/Tokyo'\nseconds true\npreset = 'vim'\n");
    home.write("themes/mine.toml", "base = 'dark'\nwarn = 'bolt'\ngood = '46'\n");
    home.write("mine.toml", "theme = 'mine'\npreset = 'calcurse'\n[keys]\ntop = ['g g', 'Q', 'f2']\n");
    session!(
        home,
        "config",
        "vadash config path
        vadash config check
        vadash config show | head -20
        vadash --config good.toml config check
        vadash --config good.toml config show | head -13
        vadash --config good.toml client add usa
        VADASH_CONFIG=good.toml vadash log usa 5m
        VADASH_CONFIG=good.toml vadash entry list

        # Every mistake is told; the defaults hold in its place.
        vadash --config bad.toml config check
        vadash --config bad.toml config show --json | cut -c 1-303
        vadash --config broken.toml config check
        vadash --config broken.toml config show | head -6
        vadash --config mine.toml config check
        vadash --config mine.toml config show | grep -E 'theme|preset|top|quit|today'
        vadash --config nowhere.toml config check"
    );
}

#[test]
fn help() {
    session!(
        Home::new(),
        "help",
        "vadash --help
        vadash log --help
        vadash client --help
        vadash --version"
    );
}

#[test]
fn what_needs_no_database_works_where_it_is_damaged() {
    let home = Home::new();
    home.write(".local/share/vadash/vadash.db", "this is no database");
    std::fs::set_permissions(home.file(".local/share/vadash"), std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .unwrap();
    session!(
        home,
        "without-database",
        "vadash status
        vadash db path
        vadash config check
        vadash man | head -3
        vadash completions bash | head -1
        vadash completions tcsh
        cat .local/share/vadash/vadash.db; ls .local/share/vadash"
    );
}

/// One file and its backup are all that is kept: the log goes when the last process ends, and nothing lies about elsewhere.
#[test]
fn nothing_else_is_left_in_the_home() {
    let home = Home::with_clients().really();
    for line in ["start acme --at 13:00", "stop", "entry list", "undo", "redo", "export csv", "man", "completions zsh"]
    {
        home.ok(line);
    }
    let left = home.sh("find . -type f | sort");
    let data = "./.local/share/vadash";
    assert_eq!(left.out, format!("{data}/backups/vadash-0001-2026-06-22-s5.db\n{data}/vadash.db\n"));
}
