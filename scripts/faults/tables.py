"""Tables and calendars that are no such thing: without end, not closed, not text. And good ones, taken in twice."""
import os
import subprocess

from desk import Home, need

HEAD = b"client,date,minutes,note\n"
ROW = b"acme,2026-05-04,30,"
PIECE = 1 << 16


def endless(head, piece):
    """A pipe's writer: a head, and a piece again and again until nobody reads."""
    yield head
    while True:
        yield piece * (PIECE // len(piece))


def fed(home, words, chunks):
    """Runs a command on what a pipe gives it: the exit code, what it says, and its memory at its highest in kilobytes."""
    child = home.start(*words, stdin=subprocess.PIPE)
    try:
        for chunk in chunks:
            child.stdin.write(chunk)
        child.stdin.close()
    except BrokenPipeError:
        pass
    # The pipes hold what it says: a sentence.
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    out, err = child.stdout.read().decode(), child.stderr.read().decode()
    child.stdout.close()
    child.stderr.close()
    return child.returncode, out, err, usage.ru_maxrss


def bounded():
    """Bad input is refused in one sentence, changes nothing, and takes no more memory than twice a good file's."""
    event = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20260504T090000Z\nSUMMARY:x\nEND:VEVENT\n"
    bad = {
        "csv": [
            ("zeros", endless(b"", b"\0"), "-:1: the line is longer than 4 MB"),
            ("a cell without end", endless(HEAD + ROW, b"x"), "-:2: the line is longer than 4 MB"),
            ("a long cell", [HEAD + ROW + b"x" * (2 << 20) + b"\n"], "-:2: a cell is longer than 1 MB"),
            ("a quote without end", endless(HEAD + ROW + b'"x\n', ROW + b"y\n"), "-:2: a quote that begins here"),
            ("an open quote", [HEAD + ROW + b'"x\n' + ROW + b"y\n"], "-:2: a quote that begins here has no end"),
            ("y for ever", endless(HEAD, b"y\n"), "-:2: there is no client 'y'"),
            ("UTF-16 without a mark", [(HEAD + ROW).decode().encode("utf-16-be")], "this is UTF-16: save it as UTF-8"),
        ],
        "ics": [
            ("zeros", endless(b"", b"\0"), "- is no calendar"),
            ("y for ever", endless(b"", b"y\n"), "- is no calendar"),
        ],
    }
    good = {
        "csv": [HEAD] + [ROW + b"%d\n" % n for n in range(20_000)],
        "ics": [b"BEGIN:VCALENDAR\n"] + [event % n for n in range(5_000)] + [b"END:VCALENDAR\n"],
    }
    worst = 0
    with Home() as home:
        home.with_clients()
        for kind, cases in bad.items():
            code, _, err, usual = fed(home, ["import", kind, "-"], good[kind])
            need(code == 0, err)
            before = home.files()
            for name, chunks, saying in cases:
                code, out, err, memory = fed(home, ["import", kind, "-"], chunks)
                need((code, out) == (1, ""), f"{name} is taken in: {out}{err}")
                need(err.startswith("error: ") and err.count("\n") == 1 and saying in err, f"{name}: {err[:500]}")
                need(memory < 2 * usual, f"{name} takes {memory} KB, a good file {usual}")
                need(home.files() == before, f"{name} changed something")
                worst = max(worst, memory / usual)
        home.sound()
    number = sum(map(len, bad.values()))
    return f"{number} bad inputs refused in one sentence, with at most {worst:.1f} times the memory of a good file"


def again():
    """An export that is taken in again doubles nothing, and a table without numbers is known again."""
    with Home() as home:
        home.with_clients()
        table = home.table("first.csv", 500, "row")
        home.ok("import", "csv", table)
        rows = home.json("entry", "list", "--from", "2000-01-01", "--to", "2100-01-01")
        out = home.folder / "out.csv"
        out.write_text(home.ok("export", "csv"))
        for file, saying in (out, "unchanged 500"), (table, "already here 500"):
            need(saying in home.ok("import", "csv", file), f"{file.name} is not known again")
            now = home.json("entry", "list", "--from", "2000-01-01", "--to", "2100-01-01")
            need(now == rows, f"{file.name} changed entries")
        home.sound()
    return f"{len(rows)} entries given out and taken in again: none changed, none doubled"


PARTS = {"table-bounds": bounded, "table-again": again}
