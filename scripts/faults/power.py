"""Power loss: what commands write is recorded, and the disk rebuilt as it may be found at each moment of it.

The disk is a bad one. Safe is only what was written before the last fsync of its file, and names before the last fsync
of their folder; of anything later there may be all, nothing, the beginning, or any sectors."""
import contextlib
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from desk import Broken, Home, LeftOut, many, need, rows
from kills import with_calendar

CALLS = (
    "openat,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,copy_file_range,sendfile"
)
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+|\?)")
FD = re.compile(r"^(\d+)<([^>]*)>(\(deleted\))?")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTORS = (512, 4096)


class Record:
    """What was done to a folder, in order."""

    def __init__(self, root):
        self.root = str(root)
        self.steps = []
        # Files by number, because a name can be given to another file; and where each descriptor writes next.
        self.names, self.files, self.at = {}, 0, {}
        # Those that lost their names and may still be open.
        self.nameless = {}
        for path in sorted(pathlib.Path(root).rglob("*")):
            if path.is_dir():
                self.step("folder", str(path))
            elif not path.name.endswith("-shm"):
                file = self.create(str(path))
                self.step("write", file, 0, path.read_bytes())
                self.step("sync", file)
        for folder in [self.root, *(s[1] for s in self.steps if s[0] == "folder")]:
            self.step("names", str(folder))
        self.begin = len(self.steps)

    def step(self, *step):
        self.steps.append(step)

    def create(self, path):
        self.files += 1
        self.names[path] = self.files
        self.step("name", path, self.files)
        return self.files

    def ours(self, path):
        return path.startswith(self.root + "/") and not path.endswith("-shm")

    def acknowledged(self):
        self.step("acknowledged")

    def run(self, home, *words):
        """Runs a command and takes down what it does."""
        with tempfile.TemporaryDirectory() as folder:
            trace = pathlib.Path(folder) / "trace"
            tracer = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(trace)]
            argv = [*tracer, *home.argv(words)]
            done = subprocess.run(argv, env=home.env(), cwd=home.folder, stdin=subprocess.DEVNULL, capture_output=True)
            need(done.returncode == 0, f"{words}: {done.stderr.decode()}")
            before = len(self.steps)
            for line in self.lines(trace):
                self.take(line)
        if ("acknowledged",) not in self.steps[before:]:
            self.acknowledged()

    @staticmethod
    def lines(trace):
        """The calls, those put together again that another thread's stood between."""
        begun = {}
        with trace.open() as lines:
            for line in lines:
                thread = line.split(" ", 1)[0]
                if line.rstrip().endswith("<unfinished ...>"):
                    begun[thread] = line.rstrip()[: -len("<unfinished ...>")].rstrip()
                elif "resumed>" in line:
                    yield begun.pop(thread) + line.split("resumed>", 1)[1]
                else:
                    yield line

    def take(self, line):
        found = LINE.match(line)
        if not found or found.group(3).startswith("-"):
            return
        call, words, result = found.group(1), found.group(2), found.group(3)
        texts = [bytes.fromhex(t.replace("\\x", "")) for t in TEXT.findall(words)]
        fd = FD.match(words)
        path = bytes.fromhex(fd.group(2).replace("\\x", "")).decode() if fd and "\\x" in fd.group(2) else ""
        path, gone = path.removesuffix(" (deleted)"), fd and (path.endswith(" (deleted)") or fd.group(3))
        if call == "openat":
            self.opened(self.whole(texts[0]), words, result)
        elif call == "write" and fd and fd.group(1) == "1":
            self.acknowledged()
        elif call in ("write", "pwrite64") and self.ours(path):
            file = (self.nameless if gone else self.names)[path]
            at = self.at.get((fd.group(1), file), 0) if call == "write" else int(words.rsplit(", ", 1)[1])
            self.step("write", file, at, texts[0][: int(result)])
            if call == "write":
                self.at[fd.group(1), file] = at + int(result)
        elif call == "ftruncate" and self.ours(path):
            self.step("length", (self.nameless if gone else self.names)[path], int(words.rsplit(", ", 1)[1], 0))
        elif call in ("fsync", "fdatasync"):
            if gone:
                self.step("sync", self.nameless[path])
            elif path == self.root or self.ours(path) and path not in self.names:
                self.step("names", path)
            elif self.ours(path):
                self.step("sync", self.names[path])
        elif call in ("rename", "renameat", "renameat2"):
            old, new = map(self.whole, texts)
            if self.ours(new) and "RENAME_EXCHANGE" in words:
                self.names[new], self.names[old] = self.names[old], self.names[new]
                self.step("exchange", new, old, self.names[old], self.names[new])
            elif self.ours(new):
                self.nameless[new] = self.names.get(new)
                self.names[new] = self.names.pop(old)
                self.step("rename", new, old, self.names[new])
        elif call in ("unlink", "unlinkat"):
            path = self.whole(texts[0])
            if path in self.names:
                self.nameless[path] = self.names.pop(path)
                self.step("unlink", path)
        elif call in ("mkdir", "mkdirat"):
            self.step("folder", self.whole(texts[0]))
        elif call in ("link", "linkat"):
            # A second name for what the file holds, whichever of the two is written to.
            old, new = map(self.whole, texts)
            if self.ours(new):
                self.names[new] = self.names[old]
                self.step("name", new, self.names[new])
        elif call not in ("write", "pwrite64", "ftruncate"):
            need(not any(map(self.ours, [path, *map(self.whole, texts)])), f"no notion of {line[:200]}")

    def whole(self, path):
        """A path from the root; commands run in the folder itself."""
        return os.path.join(self.root, path.decode(errors="replace"))

    def opened(self, path, words, fd):
        if not self.ours(path):
            return
        if "O_CREAT" in words and path not in self.names:
            self.create(path)
        elif "O_TRUNC" in words:
            self.step("length", self.names[path], 0)
        if path in self.names:
            self.at[fd, self.names[path]] = 0

    def rebuild(self, cut, root, luck):
        """The folder as it may be after a loss of power before step `cut`."""
        steps = list(enumerate(self.steps[:cut]))
        synced = {step[1]: n for n, step in steps if step[0] in ("sync", "names")}

        def survivors(loose, safe):
            """Of the steps since the last sync: by luck all, none, the first ones, or any."""
            kept = [step for n, step in loose if n <= safe]
            later = [step for n, step in loose if n > safe]
            how = luck.choice(["all", "none", "first", "any"])
            if how == "all":
                return kept + later, None
            if how == "first":
                later = later[: luck.randint(0, len(later))]
                return kept + later, later[-1] if later else None
            if how == "any":
                later = [step for step in later if luck.random() < 0.5]
                return kept + later, luck.choice(later) if later else None
            return kept, None

        def of_folder(step):
            return step[0] in ("folder", "name", "rename", "exchange", "unlink") and str(pathlib.Path(step[1]).parent)

        names, folders = {}, {self.root}
        for parent in sorted({of_folder(step) for _, step in steps} - {False}):
            own = [(n, step) for n, step in steps if of_folder(step) == parent]
            for step in survivors(own, synced.get(parent, -1))[0]:
                if step[0] == "folder":
                    folders.add(step[1])
                elif step[0] == "unlink":
                    names.pop(step[1], None)
                else:
                    names[step[1]] = step[-1]
                    if step[0] == "rename":
                        names.pop(step[2], None)
                    elif step[0] == "exchange":
                        names[step[2]] = step[3]
        for folder in sorted(folders, key=len):
            if all(str(parent) in folders for parent in pathlib.Path(folder).parents if str(parent).startswith(self.root)):
                place = root / folder[len(self.root) :].lstrip("/")
                place.mkdir(mode=0o700, exist_ok=True)
        for path, file in names.items():
            place = root / path[len(self.root) + 1 :]
            if place.parent.is_dir():
                own = [(n, step) for n, step in steps if step[0] in ("write", "length") and step[1] == file]
                place.write_bytes(self.content(*survivors(own, synced.get(file, -1)), luck))
                place.chmod(0o600)
        log = next(root.rglob("*.db-wal"), None)
        if log and luck.random() < 0.5:
            log.with_name(log.name[:-3] + "shm").write_bytes(luck.randbytes(32768))

    @staticmethod
    def content(steps, torn, luck):
        data = bytearray()
        for step in steps:
            if step[0] == "length":
                del data[step[2] :]
                data.extend(bytes(step[2] - len(data)))
                continue
            _, _, at, text = step
            data.extend(bytes(max(0, at + len(text) - len(data))))
            if step is torn:
                # Of this one only some sectors were written.
                size = luck.choice(SECTORS)
                sectors = range(at // size * size, at + len(text), size)
                for start in (s for s in sectors if luck.random() < 0.5):
                    one, end = max(start, at), min(start + size, at + len(text))
                    data[one:end] = text[one - at : end - at]
            else:
                data[at : at + len(text)] = text
        return bytes(data)


TABLES = ("client", "entry", "task", "entry_amount", "unbilled", "ledger_head", "op", "change")


def seen(home, tables):
    """What a home holds, when a start has put right what it found: titles of meetings, and these tables."""
    home.sound()
    titles = [event["title"] for event in home.json("agenda")]
    with contextlib.closing(sqlite3.connect(home.db)) as db:
        rest = [rows(db, name) for name in tables]
    return titles, rest


def losses(commands, prepare=lambda home: None, watcher=False, copies=(), tables=TABLES, look=seen, count=many(150, 2000)):
    """Records commands and loses the power at many moments of them; `copies` are backups that one of them makes."""
    if not shutil.which("strace"):
        raise LeftOut("strace is missing")
    with Home() as home:
        prepare(home)
        record = Record(home.folder)
        other = None
        if watcher:
            # Somebody who has the database open: the log is not moved into the file when a command ends.
            other = sqlite3.connect(home.db)
            other.execute("SELECT count(*) FROM entry").fetchall()
        states = []

        def note_state():
            with Home() as copy:
                shutil.rmtree(copy.folder)
                shutil.copytree(home.folder, copy.folder, copy_function=shutil.copy)
                states.append(look(copy, tables))

        note_state()
        for words in commands:
            record.run(home, *words)
            note_state()
        if other:
            other.close()
        total = len(record.steps)
        seeds = [(random.randint(record.begin + 1, total), random.randrange(1 << 32)) for _ in range(count)]

        def lose(one):
            cut, seed = one
            acknowledged = record.steps[:cut].count(("acknowledged",))
            allowed = states[acknowledged : acknowledged + 2]
            with Home() as found:
                record.rebuild(cut, found.folder, random.Random(seed))
                try:
                    for copy in copies:
                        check_copy(found, copy)
                    titles, rest = look(found, tables)
                    held = titles in [s[0] for s in allowed] and rest in [s[1] for s in allowed]
                    need(held, f"is not what it was after {acknowledged} or {acknowledged + 1} commands: {titles}, {rest}")
                except (Broken, sqlite3.Error) as error:
                    where = f"step {cut} of {total} ({record.steps[cut - 1][:2]}), luck {seed}"
                    raise Broken(f"power lost at {where}: {error}") from None

        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lose, seeds))
        return f"{len(seeds)} losses of power in {total - record.begin} steps of {len(commands)} commands, 0 lost, check clean"


def check_copy(found, name):
    """A backup that has its name is complete."""
    if (found.folder / name).exists():
        with Home() as other:
            other.data.mkdir(mode=0o700, parents=True)
            shutil.copy(found.folder / name, other.db)
            other.sound()


def first_start():
    return losses([["client", "add", "acme", "--rate", "45"], ["log", "acme", "5m", "first"]])


def prepared(home):
    home.with_clients().ok("import", "csv", home.table("first.csv", 150, "f"))
    home.table("more.csv", 250, "m")


DAY = [
    ["log", "acme", "25m", "one"],
    ["start", "zeta", "two"],
    ["entry", "edit", "1", "--note", "changed"],
    ["stop", "--at", "14:00"],
    ["task", "add", "acme write due:2026-07-01"],
    ["undo"],
]


def day():
    return losses([DAY[0], DAY[2], ["import", "csv", "more.csv"], ["undo"], DAY[4]], prepared)


def open_log():
    return losses([DAY[0], DAY[2], DAY[4], DAY[5], ["import", "csv", "more.csv"], ["undo"], DAY[0]], prepared, watcher=True)


def calendar():
    commands = [["event", "edit", "1", "--title", title] for title in ("second", "third")]
    # Steps that changed what the file says otherwise since, perhaps before the loss, are forgotten on purpose.
    return losses([*commands, ["undo"]], with_calendar, tables=TABLES[:-2])


def backup():
    return losses([["db", "backup", "copy.db"], ["log", "acme", "5m", "after"]], prepared, copies=["copy.db"])


PARTS = {"first-start": first_start, "day": day, "open-log": open_log, "calendar": calendar, "backup": backup}
