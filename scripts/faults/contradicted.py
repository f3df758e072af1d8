"""Records and figures changed behind the program's back: never a figure that is wrong in silence."""
import contextlib
import random
import re
import shutil
import sqlite3

from desk import Home, many, need

READS = [
    ["entry", "list", "--from", "2020-01-01", "--to", "2030-01-01"],
    ["unbilled"],
    ["retainers"],
    ["task", "list", "--state", "all"],
    ["agenda", "--from", "2026-06-01", "--to", "2026-09-01"],
    ["client", "list"],
    ["rate", "list"],
    ["agreement", "show", "1"],
    ["filter", "list"],
]
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one@example
DTSTAMP:20260601T000000Z
DTSTART;TZID=Here:20260623T090000
DTEND;TZID=Here:20260623T093000
RRULE:FREQ=WEEKLY;COUNT=9
SUMMARY:weekly
END:VEVENT
END:VCALENDAR
"""


def furnished(home):
    """Every kind of record, with a history."""
    home.with_clients().ok("import", "csv", home.table("rows.csv", 150, "r"))
    meeting = home.folder / "meeting.ics"
    meeting.write_text(MEETING.replace("\n", "\r\n"))
    home.ok("import", "ics", meeting)
    for line in (
        "service add email --name E-Mail --rate 50",
        "rate set 55 --client acme --service email --from 2026-06-10",
        "agreement add acme retainer --hours 10 --fee 400 --start 2026-05-01",
        "agreement add zeta block --hours 20 --price 700 --start 2026-05-01",
        "agreement adjust 1 2h --reason gift",
        "filter save mine client:acme",
    ):
        home.ok(*line.split())
    for n in range(5):
        home.ok("event", "add", f"acme meeting{n} 2026-06-2{n + 2} 15:00-15:45")
        home.ok("task", "add", f"acme task{n} due:2026-07-0{n + 1} every:month #tag")
        home.ok("log", "acme", f"{n + 1}h", "--on", f"2026-06-1{n}", f"work{n}")
    home.ok("entry", "edit", "3", "--note", "changed")
    home.ok("entry", "rm", "5")
    home.ok("task", "done", "1")
    home.ok("event", "edit", "2", "--scope", "all", "--title", "moved")
    home.ok("log", "zeta", "45m", "taken-back")
    home.ok("undo")
    home.ok("start", "acme", "runs")
    home.ok("agenda")
    return home


def kinds(path):
    """The tables of records: those that the history has images of, or sums."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        return {table for (table,) in db.execute("SELECT record FROM change UNION SELECT record FROM tally")}


def spoil(value):
    """Another value of the same kind, as a bit that flipped or another program would leave it."""
    if value is None:
        return random.choice([1, "x"])
    if isinstance(value, int):
        return value ^ 1 << random.choice([0, 1, 2, 5, 8, 13, 20])
    if isinstance(value, bytes):
        return random.choice([random.randbytes(len(value)), value[:-1]])
    at = random.randrange(len(value) + 1)
    kinds = [value[:at] + "x" + value[at:], value[:at], value.swapcase(), value + " "]
    return random.choice([other for other in kinds if other != value] or [value + "x"])


def harm(path):
    """One change of one row of one table; the table, and what was done."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON")
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        while True:
            table = random.choice(tables)
            columns = [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
            found = db.execute(f"SELECT * FROM {table} ORDER BY random() LIMIT 1").fetchone()
            if not found:
                continue
            where = " AND ".join(f"{column} IS ?" for column in columns)
            with contextlib.suppress(sqlite3.IntegrityError):
                if random.random() < 0.15:
                    db.execute(f"DELETE FROM {table} WHERE {where}", found)
                    return table, f"{table}: {found} deleted"
                column = random.randrange(len(columns))
                value = spoil(found[column])
                db.execute(f"UPDATE {table} SET {columns[column]} = ? WHERE {where}", (value, *found))
                return table, f"{table}.{columns[column]}: {found[column]!r} became {value!r}"


def records():
    """A value or a row changed somewhere: found, and taken back; or what is read is as it was."""
    count = many(60, 1000)
    found = harmless = repaired = taken = restored = 0
    with Home() as first, Home() as home:
        furnished(first)
        first.sound()
        first.ok("db", "backup")
        of_records = kinds(first.db)
        good = {tuple(words): first.ok(*words) for words in READS}

        def differ():
            answers = [home.run(*words) for words in READS]
            return [a for a in answers if a.code or a.out != good[tuple(a.words)]]

        for _ in range(count):
            shutil.rmtree(home.data, ignore_errors=True)
            shutil.copytree(first.data, home.data)
            table, what = harm(home.db)
            check = home.run("db", "check")
            if check.code == 0:
                wrong = differ()
                need(not wrong, f"{what}: db check finds nothing, and yet: {wrong and wrong[0]}")
                need(table not in of_records, f"{what}: not found")
                harmless += 1
                continue
            found += 1
            need(re.fullmatch(r"error: [^\n]+\n", check.err), f"{what}: {check}")
            before = home.run(*READS[0]).out
            repair = home.run("db", "check", "--repair")
            if repair.code == 0:
                repaired += 1
            else:
                need(home.run(*READS[0]).out == before, f"{what}: refused, and changed something: {repair}")
                # Both are shown, and whoever sees them knows which is right: here, where the harm was done.
                side = "history" if table in of_records else "record"
                repair = home.run("db", "check", "--repair", "--from", side)
                if repair.code == 0:
                    taken += 1
                else:
                    home.ok("db", "restore")
                    restored += 1
            wrong = differ()
            need(not wrong, f"{what}: after {repair}: {wrong and wrong[0]}")
            home.sound()
    return (
        f"{count} changes behind its back: {found} found ({repaired} made anew, {taken} settled by the side that is right, "
        f"{restored} restored), {harmless} where no figure comes from; none wrong in silence"
    )


PARTS = {"contradicted": records}
