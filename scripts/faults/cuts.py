"""Power lost in what replaces whole files: a restore, a migration, what is written back to a calendar, a new key."""
import contextlib
import functools
import pathlib
import re
import shutil
import sqlite3
import tempfile

import power
import sealed
from desk import ROOT, Home, many, need
from kills import opened

ROWS = 150


def strays(home):
    """What was begun and has no name of its own yet."""
    return sorted(path.name for path in home.data.rglob("*.part*"))


def look_restored(home, tables):
    """The old or the new one; the old one is kept whole, and a restore works as if nothing had been."""
    damaged = "damaged" in home.run("db", "check").err
    for kept in home.data.glob("vadash-replaced-*.db"):
        if not damaged and not kept.with_name(kept.name + "-wal").exists() and home.folder.joinpath("whole").exists():
            need(opened(kept) == ROWS + 1, f"what was replaced is not whole: {kept.name}")
    state = ([], ["damaged"]) if damaged else power.seen(home, tables)
    with Home() as again:
        shutil.rmtree(again.folder)
        shutil.copytree(home.folder, again.folder, copy_function=shutil.copy)
        again.ok("db", "restore", again.folder / "copy.db")
        again.ok("log", "acme", "5m", "restored again")
        again.sound()
        need(set(again.notes()) == {f"f{n}" for n in range(ROWS)} | {"restored again"}, "the backup is not what was restored")
        kept = sorted(again.data.glob("vadash-replaced-*.db"))
        need(kept, "what was replaced is nowhere")
        if home.folder.joinpath("whole").exists() and not damaged:
            need({opened(file) for file in kept} <= {ROWS, ROWS + 1, ROWS + 2}, "what was replaced is not whole")
        need(not strays(again), f"left are {strays(again)}")
    return state


def restore(damage=False):
    """The database and what it replaced, each whole; a damaged one goes with its log."""

    def prepare(home):
        power.prepared(home)
        home.ok("db", "backup", home.folder / "copy.db")
        home.ok("log", "acme", "5m", "after")
        if damage:
            data = bytearray(home.db.read_bytes())
            data[4096 * 3 : 4096 * 4] = bytes(4096)
            home.db.write_bytes(data)
        else:
            (home.folder / "whole").touch()

    commands = [["db", "restore", "copy.db"], ["log", "acme", "5m", "later"]]
    return power.losses(commands, prepare, copies=["copy.db"], look=look_restored, count=many(10, 400))


@functools.cache
def newest():
    """The version of the schema that this program writes."""
    with Home() as home:
        home.ok("client", "add", "acme")
        return everything(home.db)[0]


def of_version(home, version):
    """A home whose database is as an older version left it, with a log that is not yet in the file."""
    text = (ROOT / "tests" / "data" / f"v{version}.sql").read_text()
    home.data.mkdir(mode=0o700, parents=True)
    with contextlib.closing(sqlite3.connect(home.db)) as db:
        db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA foreign_keys=OFF; {text}")
    home.db.chmod(0o600)


def everything(file):
    """The version of a database, and every row of every table; what is looked at is a copy."""
    with tempfile.TemporaryDirectory() as folder:
        for end in ("", "-wal", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{file}{end}", pathlib.Path(folder) / f"copy.db{end}")
        with contextlib.closing(sqlite3.connect(pathlib.Path(folder) / "copy.db")) as db:
            names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            rows = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in names}
            return db.execute("PRAGMA user_version").fetchone()[0], rows


def migration():
    """An older version's database is as it was, with its backup beside it, or brought up to date whole."""
    said = []
    for version in range(1, newest()):
        with Home() as first:
            of_version(first, version)
            before = everything(first.db)

        def look(home, tables, version=version, before=before):
            found, rows = everything(home.db)
            need(found in (version, newest()), f"the version is {found}")
            need(found == newest() or rows == before[1], "it is not what it was")
            copies = [path for path in home.data.glob("backups/vadash-*before-v*.db")]
            need(found == version or copies, "it was brought up to date without a backup")
            need(all(everything(copy) == before for copy in copies), "the backup of before is not what there was")
            state = power.seen(home, tables)
            copies = list(home.data.glob("backups/vadash-*before-v*.db"))
            need(1 <= len(copies) <= 2, f"there are {copies}")
            need(everything(home.db)[0] == newest(), "the next start does not bring it up to date")
            home.ok("log", "acme", "5m", "later")
            left = [name for name in strays(home) if "before" not in name]
            need(not left, f"left are {left}")
            return state

        prepare = functools.partial(of_version, version=version)
        said.append(power.losses([["log", "acme", "5m", "after"]], prepare, look=look, count=many(2, 60)))
    losses, steps = (sum(int(re.findall(r"\d+", line)[n]) for line in said) for n in (0, 1))
    return f"{losses} losses of power in {steps} steps from versions 1 to {newest() - 1}, 0 lost, each backed up first, check clean"


EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//elsewhere\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n"
    "SUMMARY:{title}\r\nDTSTART:20260622T{hour}0000Z\r\nDTEND:20260622T{hour}3000Z\r\nX-THEIRS:kept\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def event(uid, title, hour=14):
    return EVENT.format(uid=uid, title=title, hour=hour)


def with_folder(home, count=3):
    """A home that follows a folder of events, one in each file, and may write to it."""
    folder = home.folder / "cal"
    folder.mkdir()
    for n in range(1, count + 1):
        (folder / f"u{n}.ics").write_text(event(f"u{n}", f"title {n}", 13 + n), newline="")
    config = home.folder / ".config" / "vadash"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("[[calendar]]\nname = 'Team'\npath = '~/cal'\nreadonly = false\n")
    need("title 1" in home.with_clients().ok("agenda"), "the calendar was not taken in")


def titles_in(folder):
    """What the files say, as whoever else reads them would see it."""
    titles = []
    for path in sorted(folder.glob("*.ics")):
        text = path.read_bytes().decode()
        whole = text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
        need(whole and text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 1, f"{path.name} is half: {text}")
        titles += re.findall(r"SUMMARY:(.*)\r\n", text)
    return sorted(titles)


def look_written(home, tables, whose=False, on=True):
    """The files and the agenda say the same, and it goes on; if asked, whose meeting each is."""
    folder = home.folder / "cal"
    # Looked at first: whoever looks next takes back what was cut off.
    titles, rest = power.seen(home, tables)
    there = titles_in(folder)
    need(sorted(titles) == there, f"the agenda shows {titles}, the files say {there}")
    if titles and on:
        with Home() as again:
            shutil.rmtree(again.folder)
            shutil.copytree(home.folder, again.folder, copy_function=shutil.copy)
            first = again.json("agenda")[0]
            again.ok("event", "edit", first["id"], "--title", "goes on")
            said = titles_in(again.folder / "cal")
            need(said == sorted(["goes on", *(t for t in titles if t != first["title"])]), f"it does not go on: {said}")
    return sorted((event["title"], whose and event["client"]) for event in home.json("agenda")), rest


def folder():
    """A folder's files are changed, added and removed, and all of it taken back."""
    edits = [["event", "edit", "1", "--title", "second"], ["event", "rm", "2"], ["undo"]]
    commands = [*edits, ["event", "add", "acme new 2026-06-22 19:00-19:30", "--calendar", "Team"], ["undo"]]
    # Steps whose files were changed meanwhile, perhaps by the lost run itself, are forgotten on purpose.
    return power.losses(commands, with_folder, tables=power.TABLES[:-2], look=look_written, count=many(25, 600))


def new_key(command):
    """Each of the database and its copies opens with the key before or the one after, and doing it again ends it."""
    old, new, nothing_to_do = sealed.CHANGES[command]
    words = ["db", command]

    def prepare(home):
        sealed.filled(home, old)
        if new == sealed.NEW:
            words[2:] = ["--key-file", ".config/vadash/next"]

    def look(home, tables):
        found = {path.name: sealed.entries(path) for path in sealed.copies(home)}
        done = not sealed.is_sealed(home.db)
        if new == sealed.NEW:
            done = home.run("status").code != 0
        sealed.set_key(home, new if done and new else old)
        notes = home.notes()
        # Done again, as before: with the same key set.
        sealed.set_key(home, old)
        answer = home.run(*words)
        need(answer.code == 0 or done and nothing_to_do and nothing_to_do in answer.err, f"it does not finish: {answer}")
        need("left as it is" not in answer.out, answer)
        sealed.set_key(home, new or old)
        home.sound()
        need(home.notes() == notes, "entries are missing")
        need({path.name: sealed.entries(path) for path in sealed.copies(home)} == found, "a copy is not what it was")
        for path in [home.db, *sealed.copies(home)]:
            need(sealed.is_sealed(path) == bool(new), f"{path.name} is {'plain' if new else 'encrypted'}")
        need(not strays(home), f"left are {strays(home)}")
        # Which key it has is either; what it holds, and its copies, are the same throughout.
        return [], [sorted(notes), sorted(found.items())]

    return power.losses([words], prepare, look=look, count=many(15, 500))


PARTS = {
    "cut-restore": restore,
    "cut-restore-damaged": functools.partial(restore, damage=True),
    "cut-migration": migration,
    "cut-folder": folder,
    **{f"cut-{command}": functools.partial(new_key, command) for command in ("rekey", "decrypt")},
}
