"""Two versions of the program have one database: an older one that it is taken from, a newer one that takes it."""
import contextlib
import os
import shutil
import sqlite3
import time

from clocks import Clock
from cuts import everything, newest, of_version
from desk import LONG, PATIENCE, Broken, Home, Screen, many, need
from others import held

NEWER = 99
SAYING = "newer vadash"


@contextlib.contextmanager
def older(home, version):
    """An older version that has the database open, and has read from it."""
    of_version(home, version)
    other = sqlite3.connect(home.db, isolation_level=None)
    other.execute("SELECT count(*) FROM entry").fetchall()
    try:
        yield other
    finally:
        other.close()


def befores(home):
    return sorted(path.name for path in home.data.glob("backups/vadash-*before-v*"))


def open_elsewhere():
    """Brought up to date under an older version that reads, and then goes on writing: nothing is lost, and it is told."""
    count = 0
    for version in range(1, newest(), many(4, 1)):
        for reading in (False, True):
            with Home() as home, older(home, version) as other:
                if reading:
                    other.execute("BEGIN")
                    other.execute("SELECT count(*) FROM entry").fetchall()
                before = everything(home.db)
                home.ok("log", "acme", "5m", "after")
                need(len(befores(home)) == 1, f"there are {befores(home)}")
                need(everything(home.data / "backups" / befores(home)[0]) == before, "the backup is not what there was")
                if reading:
                    need(other.execute("PRAGMA user_version").fetchone()[0] == version, "what it reads changed under it")
                    other.execute("COMMIT")
                home.sound()
                # Its own statements, which know nothing of what is new.
                sql = "INSERT INTO entry (client, note, date, seconds, zone) VALUES (1, 'by the older one', '2026-06-22', 600, 'UTC')"
                other.execute(sql)
                notes = [entry["note"] for entry in home.json("entry", "list", "--from", "2000-01-01", "--to", "2100-01-01")]
                need({"after", "by the older one"} <= set(notes), f"entries are missing: {notes}")
                check = home.run("db", "check")
                need(check.code == 1 and check.err.count("\n") == 1, f"what no step changed is not told of: {check}")
                count += 1
    return f"{count} older versions that had it open: brought up to date, backed up once, what they wrote later is found by the check"


def locked_old():
    """An older version writes and takes its time: waited for, told, and what is done again leaves nothing behind."""
    tries = many(3, 20)
    with Home() as home, older(home, newest() - 1) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE client SET note = 'theirs' WHERE id = 1")
        before = home.db.read_bytes()
        # The long form waits for what a command waits for.
        waits = LONG and home.start("status")
        for _ in range(tries):
            with Screen(home) as screen:
                with contextlib.suppress(Broken):
                    screen.until("the end", lambda: screen.child.poll() is not None)
                need(screen.child.poll() == 1, f"it did not end with a sentence:\n{screen.text()}\n{screen.plain}")
                need("another program is writing" in screen.plain, screen.plain)
        if waits:
            _, err = waits.communicate(timeout=PATIENCE)
            need(waits.returncode == 1 and err.startswith(b"error: ") and err.count(b"\n") == 1, err)
        need(home.db.read_bytes() == before, "it was changed")
        other.execute("COMMIT")
        many_of_it = befores(home)
        home.ok("log", "acme", "5m", "after")
        # No step of the history has made it.
        home.refused("db", "check", saying="client 1: note is 'theirs', in its history ''")
        home.ok("db", "check", "--repair", "--from", "record")
        home.sound()
        with contextlib.closing(sqlite3.connect(home.db)) as db:
            need(db.execute("SELECT note FROM client WHERE id = 1").fetchone()[0] == "theirs", "their change is lost")
        copies = [everything(home.data / "backups" / name) for name in befores(home)]
        need(any("theirs" in "".join(rows["client"]) for _, rows in copies), "their change is not in the backup of before")
        need(len(many_of_it) <= 1, f"{tries} tries that came to nothing left {len(many_of_it)} backups: {many_of_it}")
    return f"{tries} screens refused with a sentence while an older version writes, no backup too many; then it works"


def upgrade(other):
    """What a newer version does to a database that is open: a table more, a column more, and its number."""
    other.executescript(
        "BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS news (id INTEGER PRIMARY KEY, what TEXT);"
        f"ALTER TABLE entry ADD COLUMN news TEXT NOT NULL DEFAULT 'new'; PRAGMA user_version = {NEWER}; COMMIT"
    )


def rows(home):
    """The version and all rows, but for signs of life before the newer one came."""
    return everything(home.db)


def connected(home):
    """The other program, which has the database of some clients open."""
    return sqlite3.connect(home.with_clients().db, isolation_level=None)


def newer_screen():
    """It comes while a screen is open: said in a sentence, typed text kept, nothing written."""
    faults = []
    for keys in (":log acme 5m typed\r", ":start acme typed\r", "u"):
        with Home() as home, contextlib.closing(connected(home)) as other:
            home.ok("log", "acme", "5m", "before")
            with Screen(home) as screen:
                screen.ready()
                upgrade(other)
                before = rows(home)
                screen.keys(keys)
                # The change of the file is noticed as well, maybe before the keys are.
                end = time.monotonic() + 3
                answered = "typed" if ":" in keys else SAYING
                while not (SAYING in screen.text() and answered in screen.text()) and time.monotonic() < end:
                    screen.pump(0.05)
                said = SAYING in screen.text() or SAYING in screen.plain
                if rows(home) != before:
                    changed = [name for name in before[1] if rows(home)[1][name] != before[1][name]]
                    faults.append(f"{keys!r} wrote to {', '.join(changed)}")
                if not said:
                    faults.append(f"{keys!r} led to no word of it: {screen.text().splitlines()[-1].strip()}")
                elif ":" in keys:
                    need(screen.child.poll() is not None or "typed" in screen.text(), f"the text is gone:\n{screen.text()}")
    need(not faults, "; ".join(faults))
    return "3 changes refused on a screen with a sentence, the typed text kept, nothing written"


def newer_waiting():
    """It comes while commands wait for it to be done: refused, nothing written."""
    faults = []
    for words in (["log", "acme", "5m", "x"], ["undo"], ["start", "acme"], ["remind", "--once", "--stream"]):
        with Home() as home:
            home.with_clients().ok("log", "acme", "5m", "before")
            home.ok("event", "add", "acme call 2026-06-22 14:05-14:45")
            with held(home) as other:
                waits = home.start(*words)
                # It has opened the file and waits for the lock.
                time.sleep(0.7)
                need(waits.poll() is None, f"{words} does not wait")
                other.execute("ALTER TABLE entry ADD COLUMN news TEXT NOT NULL DEFAULT 'new'")
                other.execute(f"PRAGMA user_version = {NEWER}")
                other.execute("COMMIT")
                before = rows(home)
            out, err = waits.communicate(timeout=PATIENCE)
            if rows(home) != before:
                faults.append(f"{words[0]} wrote to it")
            if waits.returncode != 1 or SAYING not in err.decode():
                faults.append(f"{words[0]} ended with {waits.returncode} and said {(err or out).decode().strip()!r}")
            home.refused(*words, saying=SAYING)
    need(not faults, "; ".join(faults))
    return "4 commands that waited for a newer version refused with a sentence, nothing written"


def newer_remind():
    """It comes while reminders are told: they end with a sentence, and claim nothing."""
    with Clock() as home:
        home.ok("event", "add", "acme kickoff 15:00-15:45")
        for words in (["remind", "--stream"], ["remind"]):
            shutil.copytree(home.data, home.folder / "kept")
            stream = home.start(*words)
            try:
                time.sleep(1)
                with contextlib.closing(sqlite3.connect(home.db, isolation_level=None)) as other:
                    upgrade(other)
                    before = rows(home)
                    home.set("14:51")
                    # Another change, so that it wakes.
                    other.execute("INSERT INTO news VALUES (1, 'x')")
                end = time.monotonic() + 3
                while stream.poll() is None and time.monotonic() < end:
                    time.sleep(0.05)
                ended = stream.poll()
                stream.kill()
                out, err = stream.communicate()
                before[1]["news"] = rows(home)[1]["news"]
                need(rows(home) == before, f"it claimed a reminder in a newer database: {out.decode().strip()}{err.decode()}")
                need(ended == 1 and SAYING in err.decode(), f"it does not say so, and ends with {ended}: {err.decode()}")
            finally:
                if stream.poll() is None:
                    stream.kill()
                    stream.communicate()
            shutil.rmtree(home.data)
            os.rename(home.folder / "kept", home.data)
            home.set("14:00")
    return "2 services ended with a sentence, nothing claimed"


PARTS = {
    "old-open": open_elsewhere,
    "old-locked": locked_old,
    "newer-screen": newer_screen,
    "newer-waiting": newer_waiting,
    "newer-remind": newer_remind,
}
