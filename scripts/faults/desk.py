"""The program in a home of its own: as a command, and as a screen in a pseudo-terminal."""
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import termios
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
VADASH = pathlib.Path(os.environ.get("VADASH") or TARGET / "debug" / "vadash").resolve()
LONG = os.environ.get("LONG", "") not in ("", "0")
NOW = "2026-06-22T14:00:00+02:00"
# Longer than any machine needs: what takes so long hangs.
PATIENCE = 60
# Marks that a program which stopped by a bug leaves behind.
PANICKED = re.compile(r"panicked at|vadash stopped:|RUST_BACKTRACE")


class Broken(Exception):
    """A promise that was not kept."""


class LeftOut(Exception):
    """A part that cannot be shown here, and why."""


def many(quick, long):
    """How often something is done: in the quick form, and in the long one."""
    return long if LONG else quick


def need(held, what):
    if not held:
        raise Broken(what)


class Answer:
    def __init__(self, words, code, out, err):
        self.words, self.code, self.out, self.err = words, code, out, err

    def __str__(self):
        return f"vadash {' '.join(map(str, self.words))}: exit {self.code}\n{self.out[-2000:]}{self.err[-2000:]}"


def rows(db, table):
    """The rows of a table as text, without the names of steps, which are drawn by lot: to compare two runs of a command."""
    columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,)) if (table, name) != ("op", "uid")]
    return sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}")))


class Home:
    """An empty home with a fixed clock; `env` and `before` (run in the child) are for every start."""

    def __init__(self, folder=None, now=NOW, env=None, before=None):
        self.own = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="vadash-faults-")).resolve()
        self.data = self.folder / "share" / "vadash"
        self.db = self.data / "vadash.db"
        self.now, self.extra, self.before = now, dict(env or {}), before

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.own:
            shutil.rmtree(self.folder, ignore_errors=True)

    def env(self):
        own = {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder), "TZ": "Europe/Berlin", "LANG": "C.UTF-8"}
        own["XDG_DATA_HOME"] = str(self.data.parent)
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "TERM": "xterm-256color", **own, **self.extra}

    def argv(self, words):
        now = ["--now", self.now] if self.now else []
        return [str(VADASH), *now, *map(str, words)]

    def start(self, *words, **more):
        """Starts a command without waiting for it."""
        more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen(self.argv(words), env=self.env(), cwd=self.folder, preexec_fn=self.before, **more)

    def run(self, *words, patience=PATIENCE):
        child = self.start(*words)
        try:
            out, err = child.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            raise Broken(f"vadash {' '.join(map(str, words))} hangs") from None
        answer = Answer(words, child.returncode, out.decode(errors="replace"), err.decode(errors="replace"))
        need(child.returncode >= 0, f"ended by a signal: {answer}")
        need(not PANICKED.search(answer.err), f"a panic: {answer}")
        return answer

    def ok(self, *words):
        answer = self.run(*words)
        need(answer.code == 0, answer)
        return answer.out

    def json(self, *words):
        return json.loads(self.ok("--json", *words))

    def refused(self, *words, saying=""):
        """The one sentence that a command is refused with."""
        answer = self.run(*words)
        need(answer.code == 1, f"not refused: {answer}")
        need(re.fullmatch(r"error: [^\n]+\n", answer.err), f"not one line: {answer}")
        need(saying in answer.err, f"does not say '{saying}': {answer}")
        return answer.err

    def with_clients(self):
        self.ok("client", "add", "acme", "--name", "Acme", "--rate", "45")
        self.ok("client", "add", "zeta", "--name", "Zeta", "--currency", "GBP", "--rate", "38.50")
        return self

    def notes(self):
        """How many seconds were worked under each note; a timer that runs counts as none."""
        rows = self.json("entry", "list", "--from", "1960-01-01", "--to", "2100-01-01")
        found = {}
        for row in rows:
            need(row["note"] not in found, f"'{row['note']}' is there twice")
            found[row["note"]] = None if row["state"] == "running" else row["seconds"]
        return found

    def sound(self):
        """That nothing is wrong with the database."""
        answer = self.run("db", "check")
        need(answer.code == 0 and answer.out.startswith("all is well"), answer)
        # Nor for the SQLite that this machine has, which is older than the program's.
        if self.db.read_bytes()[:6] == b"SQLite":
            with contextlib.closing(sqlite3.connect(self.db)) as db:
                verdict = db.execute("PRAGMA integrity_check").fetchall()
            need(verdict == [("ok",)], f"for SQLite {sqlite3.sqlite_version} the file is damaged: {verdict[:3]}")

    def files(self):
        """Every file of the data folder and what it holds, but for the log's index, which is made anew at each start."""
        files = [p for p in sorted(self.data.iterdir()) if p.is_file() and not p.name.endswith("-shm")]
        return {p.name: p.read_bytes() for p in files}

    def table(self, name, rows, prefix):
        """A table of so many entries, as `import csv` reads it."""
        lines = [f"acme,2026-05-{n % 28 + 1:02},{n % 50 + 1},{prefix}{n}" for n in range(rows)]
        path = self.folder / name
        path.write_text("client,date,minutes,note\n" + "\n".join(lines) + "\n")
        return path


class Screen:
    """The screen, and what of it a person would see."""

    ROWS, COLUMNS = 30, 110

    def __init__(self, home, *words):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.ROWS, self.COLUMNS, 0, 0))
        self.modes_before = termios.tcgetattr(slave)

        def own_terminal():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            if home.before:
                home.before()

        fds = {"stdin": slave, "stdout": slave, "stderr": slave}
        argv = home.argv(words)
        self.child = subprocess.Popen(argv, env=home.env(), cwd=home.folder, preexec_fn=own_terminal, **fds)
        os.close(slave)
        self.master, self.rest = master, b""
        self.grid = [[" "] * self.COLUMNS for _ in range(self.ROWS)]
        self.x = self.y = 0
        self.on = set()
        # All that was written when the screen was not there: what a shell's user reads.
        self.plain = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        self.close()

    def close(self):
        if self.master is not None:
            os.close(self.master)
            self.master = None

    def pump(self, wait=0.02):
        """Takes in what the program has written; whether there was any."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            text = os.read(self.master, 65536)
        except OSError:
            return False
        self.take(text)
        return bool(text)

    SEQUENCE = re.compile(rb"\x1b\[([?>=]?)([0-9;:]*)([ -/]*[@-~])|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].|\x1b[^\[\]P()]")
    CUT = re.compile(rb"\x1b(?:\[[?>=]?[0-9;:]*[ -/]*|[\]P][^\x07\x1b]*\x1b?|[()])?$")

    def take(self, data):
        data = self.rest + data
        cut = self.CUT.search(data)
        data, self.rest = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        at = 0
        for found in self.SEQUENCE.finditer(data):
            self.put(data[at : found.start()].decode(errors="replace"))
            at = found.end()
            if found.group(3):
                self.steer(found.group(1), found.group(2).decode(), found.group(3).decode())
        self.put(data[at:].decode(errors="replace"))

    def put(self, text):
        if "?1049" not in self.on:
            self.plain += text
            return
        for c in text:
            if c < " ":
                continue
            wide = 2 if unicodedata.east_asian_width(c) in "WF" else 1
            if self.y < self.ROWS and self.x < self.COLUMNS:
                self.grid[self.y][self.x] = c
            self.x += wide

    def steer(self, mark, numbers, end):
        given = [int(n or 0) for n in re.split("[;:]", numbers)] if numbers else []
        first = given[0] if given else 0
        if mark == b"?" and end in "hl":
            for n in given:
                (self.on.add if end == "h" else self.on.discard)(f"?{n}")
        elif end == "H":
            self.y, self.x = (first or 1) - 1, (given[1] if len(given) > 1 else 1) - 1
        elif end == "C":
            self.x += first or 1
        elif end == "X":
            self.blank(self.y, self.x, self.x + (first or 1))
        elif end == "K":
            self.blank(self.y, 0 if first else self.x, self.COLUMNS)
        elif end == "J":
            for y in range(self.ROWS):
                if first >= 2 or y > self.y:
                    self.blank(y, 0, self.COLUMNS)

    def blank(self, y, start, end):
        for x in range(start, min(end, self.COLUMNS)):
            self.grid[y][x] = " "

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.grid)

    def keys(self, keys):
        rest = keys.encode()
        while rest:
            # A terminal takes a few kilobytes; what the program answers meanwhile is taken in.
            rest = rest[os.write(self.master, rest[:1024]) :]
            self.pump(0)

    def until(self, what, holds):
        """Waits until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if not self.pump() and (time.monotonic() > end or self.child.poll() is not None):
                while self.pump():
                    pass
                if holds():
                    return
                raise Broken(f"{what} never came; the screen shows:\n{self.text()}\n{self.plain}")

    def shows(self, text):
        self.until(f"'{text}'", lambda: text in self.text())

    def ready(self):
        self.shows("Unbilled")
        return self

    def command(self, line, then):
        """Types a line into the palette, and waits for what it leads to."""
        self.keys(f":{line}\r")
        self.shows(then)

    def leave(self):
        """Leaves a prompt with text in it."""
        self.keys("\x03")
        self.shows("again to discard")
        self.keys("\x03")
        self.until("the footer", lambda: "? help" in self.text())

    def quit(self):
        self.keys("q")
        need(self.ends() == 0, f"it ended with {self.child.returncode}")

    def ends(self):
        """Waits for its end, sees that the terminal is as it was, and gives the exit code."""
        self.until("the end", lambda: self.child.poll() is not None)
        while self.pump():
            pass
        need(not self.on & {"?1049", "?2004", "?1002", "?1006"}, f"left on: {self.on}")
        need("?25" in self.on, "the cursor stays hidden")
        need(termios.tcgetattr(self.master)[:4] == self.modes_before[:4], "the terminal's modes are not as they were")
        return self.child.returncode


def spent(child):
    """CPU seconds that a running process has used."""
    fields = pathlib.Path(f"/proc/{child.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kill_after(child, seconds):
    """Kills a process after so long; whether that ended it."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(seconds)
    if child.poll() is None:
        child.send_signal(signal.SIGKILL)
    out, err = child.communicate() if child.stdout else (b"", b"")
    if child.returncode != -signal.SIGKILL:
        need(child.returncode >= 0, f"ended by signal {-child.returncode}")
        need(child.returncode == 0, f"{child.args}: exit {child.returncode}: {err.decode()}")
    return child.returncode == -signal.SIGKILL
