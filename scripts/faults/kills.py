"""kill -9 at random instants: what was acknowledged is there, once, and the database is sound."""
import contextlib
import pathlib
import random
import re
import shutil
import sqlite3
import tempfile
import time

from desk import Home, Screen, kill_after, many, need, rows


def typical(home, *words):
    """Seconds that a command takes."""
    begun = time.monotonic()
    home.ok(*words)
    return time.monotonic() - begun


def dump(data):
    """Every row of every table, read from a copy: what a killed command left is for the next one to put right.

    Signs of life are no part of a change: they are noted after it, and counted as what is no step."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "data"
        shutil.copytree(data, copy)
        with contextlib.closing(sqlite3.connect(copy / "vadash.db")) as db:
            names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('alive', 'unjournalled')")]
            return {name: rows(db, name) for name in names}


def column(data, sql):
    with contextlib.closing(sqlite3.connect(data / "vadash.db")) as db:
        return [row[0] for row in db.execute(sql)]


def next_command(data, n):
    """A command that changes something; `data` is a copy that may be read."""
    running = column(data, "SELECT id FROM entry WHERE started_at IS NOT NULL AND ended_at IS NULL")
    entries = column(data, "SELECT id FROM entry WHERE started_at IS NULL OR ended_at IS NOT NULL")
    tasks = column(data, "SELECT id FROM task WHERE state = 'open'")
    token = f"n{n}"
    choices = [["log", "acme", f"{n % 90 + 1}m", token], ["task", "add", f"acme {token} due:2026-07-01"]]
    choices += [["stop", "--force"]] * 2 if running else [["start", "zeta", token]] * 2
    choices += [["event", "add", f"acme {token} 2026-07-0{n % 9 + 1} 15:00-15:45"]]
    if entries:
        one = random.choice(entries)
        edit = ["entry", "edit", one, "--note", token]
        choices += [edit, [*edit, "--rush", "yes"], ["entry", "rm", one]]
    if tasks:
        choices.append(["task", "done", random.choice(tasks)])
    # Killed often enough, there is less to undo than is undone: clients and the agreement are to stay.
    last = column(data, "SELECT command FROM op WHERE state = 'done' ORDER BY id DESC LIMIT 1")
    if last and not last[0].startswith(("client ", "agreement ")):
        choices += [["undo"]] * 2
    return random.choice(choices)


def commands():
    """Each change is there whole if it was acknowledged; if not, whole or not at all."""
    kills = acknowledged = landed = 0
    while kills < many(150, 1000):
        # In the second home each command is done in peace, which says what it leads to.
        with Home() as home, Home() as peace:
            home.with_clients()
            home.ok("agreement", "add", "acme", "retainer", "--hours", "10", "--start", "2026-06-01")
            took = typical(home, "log", "acme", "5m", "n0")
            before = dump(home.data)
            for n in range(1, 80):
                home.now = peace.now = f"2026-06-{22 + n // 24:02}T{n % 24:02}:00:00+02:00"
                shutil.rmtree(peace.data, ignore_errors=True)
                shutil.copytree(home.data, peace.data)
                words = next_command(peace.data, n)
                peace.ok(*words)
                wanted = dump(peace.data)
                killed = kill_after(home.start(*words), random.uniform(0, took * 1.3))
                after = dump(home.data)
                said = f"vadash {' '.join(map(str, words))}"
                if killed:
                    kills += 1
                    landed += after == wanted
                    need(after in (before, wanted), f"{said} was killed and left half a change")
                else:
                    acknowledged += 1
                    need(after == wanted, f"{said} was acknowledged and is not there")
                before = after
            home.sound()
    return f"{kills} kills ({landed} after the change was safe), {acknowledged} acknowledged, 0 lost, none doubled, check clean"


def screen(kills=many(10, 100), prepare=lambda home: None):
    """What the screen has said to be done is done."""
    shown, n = set(), 0
    with Home() as home:
        prepare(home)
        home.with_clients()
        for _ in range(kills):
            with Screen(home) as screen:
                screen.ready()
                for _ in range(random.randrange(3)):
                    n += 1
                    screen.command(f"log acme 5m s{n}.", f"logged 0:05 for Acme: s{n}.")
                    shown.add(f"s{n}.")
                n += 1
                # Killed while it types, writes or draws.
                screen.keys(f":log acme 5m s{n}.\r")
                end = time.monotonic() + random.uniform(0, 0.25)
                while time.monotonic() < end:
                    screen.pump(0.001)
                screen.child.kill()
                screen.child.wait()
                while screen.pump():
                    pass
                shown.update(re.findall(r"logged 0:05 for Acme: (s\d+\.)", screen.text()))
            there = home.notes()
            need(shown <= set(there), f"shown on the screen and lost: {shown - set(there)}")
        home.sound()
        return f"{kills} kills, {len(shown)} of {n} typed were shown as done, 0 lost, none doubled, check clean"


def first_start():
    """A first start that was cut short is in nobody's way."""
    kills = landed = 0
    with Home() as home:
        took = typical(home, "client", "add", "acme")
    for _ in range(many(40, 200)):
        with Home() as home:
            killed = kill_after(home.start("client", "add", "acme"), random.uniform(0, took))
            kills += killed
            answer = home.run("client", "add", "acme")
            there = answer.code == 1 and "acme" in answer.err
            need(answer.code == 0 and killed or there, answer)
            landed += there
            need([c["code"] for c in home.json("client", "list")] == ["acme"], "the client is not there")
            home.sound()
    starts = many(40, 200)
    return f"{kills} kills in {starts} first starts, the client was safe in {landed}; the next start works, check clean"


def cut_short(count, prepare, words, look):
    """Kills one long command at random instants, each time on the same data; `look` sees the home and whether the
    command was acknowledged, and says whether its work was there."""
    with Home() as first, Home() as home:
        prepare(first)
        shutil.copytree(first.folder, home.folder, dirs_exist_ok=True)
        took = typical(home, *words(home))
        kills = there = 0
        for _ in range(count):
            shutil.rmtree(home.folder)
            shutil.copytree(first.folder, home.folder)
            killed = kill_after(home.start(*words(home)), random.uniform(0, took * 1.1))
            kills += killed
            done = look(home)
            need(done or killed, f"vadash {' '.join(map(str, words(home)))} was acknowledged and its work is not there")
            there += done
            home.sound()
    return f"{kills} kills, {there} of {count} times all of it was there, else nothing; check clean"


ROWS = 400


def imports():
    """A table is taken in whole or not at all."""

    def look(home):
        entries = len(home.notes())
        need(entries in (1, ROWS + 1), f"{entries - 1} of {ROWS} rows were taken in")
        return entries > 1

    def prepare(home):
        home.with_clients().ok("log", "acme", "5m", "before")
        home.table("rows.csv", ROWS, "r")

    return cut_short(many(15, 100), prepare, lambda home: ["import", "csv", home.folder / "rows.csv"], look)


def opened(file):
    """How many entries a copy holds, as a database of its own in a folder of its own."""
    with Home() as other:
        other.data.mkdir(mode=0o700, parents=True)
        shutil.copy(file, other.db)
        other.sound()
        return len(other.notes())


def backup():
    """A backup has its name when it is complete, and a half one is in nobody's way."""

    def look(home):
        copy = home.folder / "copy.db"
        done = copy.exists()
        if not done:
            home.ok("db", "backup", copy)
        need(opened(copy) == ROWS, "the backup is not complete")
        return done

    def prepare(home):
        home.with_clients().ok("import", "csv", home.table("rows.csv", ROWS, "r"))

    return cut_short(many(15, 100), prepare, lambda home: ["db", "backup", home.folder / "copy.db"], look)


def restore():
    """The database is the old or the new one, and what was replaced is whole."""

    def look(home):
        entries = len(home.notes())
        need(entries in (ROWS, ROWS + 1), f"{entries} entries are neither the old nor the new")
        kept = sorted(home.data.glob("vadash-replaced-*.db"))
        need(entries == ROWS + 1 or len(kept) == 1, f"the old one is not there: {kept}")
        need(all(opened(file) == ROWS + 1 for file in kept), "what was replaced is not whole")
        # What the killed one has left is in nobody's way.
        if entries == ROWS + 1:
            home.ok("db", "restore", home.folder / "copy.db")
            home.ok("log", "acme", "5m", "later")
            kept = sorted(home.data.glob("vadash-replaced-*.db"))
            need([opened(file) for file in kept] == [ROWS + 1] * len(kept) and kept, f"a replaced one changed: {kept}")
            need(len(home.notes()) == ROWS + 1, "the next one does not put the backup in place")
        left = [path.name for path in home.data.iterdir() if path.name.endswith(".part")]
        need(not left, f"left are {left}")
        return entries == ROWS

    def prepare(home):
        home.with_clients().ok("import", "csv", home.table("rows.csv", ROWS, "r"))
        home.ok("db", "backup", home.folder / "copy.db")
        home.ok("log", "acme", "5m", "after")

    return cut_short(many(30, 200), prepare, lambda home: ["db", "restore", home.folder / "copy.db"], look)


def compact():
    """The database is the old file or the new one, with all that is in it and in its history."""

    def look(home):
        need(len(home.notes()) == 1, "what was taken back is there again")
        size = home.db.stat().st_size
        home.ok("redo")
        need(len(home.notes()) == ROWS + 1, "the step that was taken back cannot be done again")
        home.ok("undo")
        home.ok("db", "compact")
        left = [path.name for path in home.data.iterdir() if path.name.endswith(".part")]
        need(not left, f"left are {left}")
        return size < before[0]

    before = []

    def prepare(home):
        home.with_clients().ok("log", "acme", "5m", "before")
        home.ok("import", "csv", home.table("rows.csv", ROWS, "r"))
        home.ok("undo")
        before.append(home.db.stat().st_size)

    return cut_short(many(20, 150), prepare, lambda _: ["db", "compact"], look)


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:old title\r\n"
    "DTSTART:20260622T140000Z\r\nDTEND:20260622T143000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def with_calendar(home):
    """A home that follows a calendar's file and may write to it."""
    (home.folder / "team.ics").write_text(CALENDAR, newline="")
    config = home.folder / ".config" / "vadash"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("[[calendar]]\nname = 'Team'\npath = '~/team.ics'\nreadonly = false\n")
    need("old title" in home.with_clients().ok("agenda"), "the calendar was not taken in")


def calendar():
    """A calendar's file and the database say the same, whatever moment the change was cut short at."""

    def look(home):
        titles = [event["title"] for event in home.json("agenda")]
        need(titles in (["old title"], ["new title"]), f"the agenda shows {titles}")
        text = (home.folder / "team.ics").read_text()
        need(f"SUMMARY:{titles[0]}\n" in text and text.count("BEGIN:VEVENT") == 1, f"the file says otherwise: {text}")
        # What the killed one has left is in nobody's way, and goes with the next change.
        home.ok("event", "edit", 1, "--title", "third title")
        left = [path.name for path in home.folder.iterdir() if "team.ics" in path.name]
        need(left == ["team.ics"], f"beside the calendar stands {left}")
        return titles == ["new title"]

    return cut_short(many(15, 100), with_calendar, lambda _: ["event", "edit", 1, "--title", "new title"], look)


# Whoever has another long command to be cut short adds a row here.
PARTS = {
    "commands": commands,
    "screen": screen,
    "first-start": first_start,
    "import": imports,
    "backup": backup,
    "restore": restore,
    "compact": compact,
    "calendar": calendar,
}
