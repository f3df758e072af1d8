"""A clock that is wrong for a while: at each command, for backups, and for reminders."""
import contextlib
import datetime
import json
import os
import random
import re
import shutil
import subprocess
import time

from clocks import Clock
from cuts import everything, newest, of_version
from desk import LONG, PATIENCE, Broken, Home, many, need

# The pace of a retainer may well be behind, which the last column of its table says.
NEGATIVE = re.compile(r"(?<!\d)-\d+:\d\d(?!\n)")
RIGHT = "2026-06-22 14:00:00"
WRONG = {
    "1970": "1970-01-01 00:00:10",
    "2036": "2036-02-07 06:28:20",
    "a day back": "2026-06-21 14:00:00",
    "a year ahead": "2027-06-22 14:00:00",
}


class AnyClock(Clock):
    """A clock that can be set to any day."""

    def set(self, clock=RIGHT):
        if len(clock) < 10:
            return super().set(clock)
        new = self.file.with_suffix(".new")
        new.write_text(clock + "\n")
        new.rename(self.file)

    def at(self, clock, *words):
        """A command under another clock; acknowledged, or refused with a sentence."""
        self.set(clock)
        answer = self.run(*words)
        self.set()
        refused = answer.code == 1 and re.search(r"(^|\n)error: [^\n]+\n$", answer.err)
        need(answer.code == 0 or refused, answer)
        need(not NEGATIVE.search(answer.out), f"a negative duration: {answer}")
        return answer


def tables(home, *names):
    """Records, whichever step they are of."""
    rows = everything(home.db)[1]
    return {name: rows[name] for name in names or ("client", "entry", "task", "event", "agreement")}


def whole(home, *there):
    """What is there under the right clock, and that it can be told of."""
    entries = home.json("entry", "list", "--from", "1960-01-01", "--to", "2100-01-01")
    missing = set(there) - {entry["note"] for entry in entries}
    need(not missing, f"lost: {missing}")
    need(all((entry["seconds"] or 0) >= 0 for entry in entries), f"a negative duration: {entries}")
    status = home.json("status")
    need((status["running"] or {"seconds": 0})["seconds"] >= 0 and status["today_seconds"] >= 0, f"negative: {status}")
    for words in (["retainers"], ["unbilled"], ["agenda"], ["history"], ["task", "list"]):
        said = home.ok(*words)
        need(not NEGATIVE.search(said), f"a negative duration: {said}")
    home.sound()
    return entries


def prepare(home):
    home.ok("agreement", "add", "acme", "retainer", "--hours", "10", "--start", "2026-06-01")
    home.ok("log", "acme", "25m", "before")
    home.ok("task", "add", "acme weekly due:2026-06-22 every:week")
    home.ok("event", "add", "acme call 2026-06-22 14:05-14:45")
    (home.folder / "rows.csv").write_text("client,date,minutes,note\nacme,2026-06-20,30,row\n")


def changing(home, clock, words, prepared=()):
    """A change is there if it was acknowledged, and is taken back by the right clock's undo."""
    for line in prepared:
        home.ok(*line)
    before = tables(home)
    answer = home.at(clock, *words)
    after = tables(home)
    need(answer.code == 0 or after == before, f"refused, and yet done: {answer}")
    entries = whole(home, "before")
    if answer.code == 0:
        need(after != before, f"acknowledged, and not there: {answer}")
        home.ok("undo")
        need(tables(home) == before, f"undo under the right clock takes something else back: {home.ok('history')}")
        home.ok("redo")
        need(tables(home) == after, "redo does not bring it back")
        whole(home, "before")
    return entries


def log(home, clock):
    changing(home, clock, ["log", "acme", "5m", "wrong"])


def start(home, clock):
    changing(home, clock, ["start", "acme", "wrong"])
    if home.json("status")["running"]:
        # A sentence says what is wrong with it, and it can be put right.
        if home.at(RIGHT, "stop").code:
            entry = home.json("status")["running"]["id"]
            home.ok("entry", "edit", entry, "--start", "2026-06-22 13:30")
            home.ok("stop")
        whole(home, "before", "wrong")


def stop(home, clock):
    changing(home, clock, ["stop"], [["start", "zeta", "runs", "--at", "13:30"]])
    if home.json("status")["running"]:
        home.ok("stop")
        (seconds,) = [e["seconds"] for e in whole(home, "before", "runs") if e["note"] == "runs"]
        need(seconds == 1800, f"it ran for {seconds} s")


def task_done(home, clock):
    changing(home, clock, ["task", "done", "1"])
    tasks = [task for task in home.json("task", "list", "--state", "all") if task["title"] == "weekly"]
    still = [task for task in tasks if task["state"] == "open"]
    need(len(tasks) == 2 and len(still) == 1, f"there are {tasks}")
    need("2026-06-29" in json.dumps(still) or clock != WRONG["a day back"], f"the next one is {still}")


def undo(home, clock):
    home.ok("log", "acme", "5m", "one more")
    before = tables(home)
    home.ok("log", "acme", "5m", "taken back")
    whole_one = tables(home)
    need(home.at(clock, "undo").code == 0, "undo is refused")
    need(tables(home) == before, "something else was taken back")
    home.ok("redo")
    need(tables(home) == whole_one, "redo does not bring it back")
    need(home.at(clock, "log", "zeta", "5m", "later").code == 0, "refused")
    home.ok("undo")
    need(tables(home) == whole_one, "the newest step is not the one made last")
    whole(home, "before", "one more", "taken back")


def retainers(home, clock):
    before = tables(home)
    home.at(clock, "retainers")
    home.at(clock, "status")
    need(tables(home) == before, "looking has changed something")
    whole(home, "before")


def backup(home, clock):
    answer = home.at(clock, "db", "backup")
    need(answer.code == 0, answer)
    home.ok("log", "acme", "5m", "after")
    home.ok("db", "restore", answer.out.strip())
    need(set(home.notes()) == {"before"}, home.notes())
    whole(home, "before")


def restore(home, clock):
    home.ok("db", "backup", home.folder / "copy.db")
    home.ok("log", "acme", "5m", "after")
    need(home.at(clock, "db", "restore", home.folder / "copy.db").code == 0, "refused")
    whole(home, "before")
    home.ok("log", "acme", "5m", "once more")
    (kept,) = home.data.glob("vadash-replaced-*.db")
    home.ok("db", "restore", kept)
    whole(home, "before", "after")
    need(len(list(home.data.glob("vadash-replaced-*.db"))) == 2, "what was replaced is nowhere")


def imported(home, clock):
    changing(home, clock, ["import", "csv", home.folder / "rows.csv"])
    home.ok("import", "csv", home.folder / "rows.csv")
    need(list(home.notes()).count("row") == 1, "it was taken in twice")


def remind(home, clock):
    home.at(clock, "remind", "--once", "--stream")
    told = home.ok("remind", "--once", "--stream")
    need(told.count('"call"') == 1, f"the meeting is not told under the right clock: {told}")
    home.at(clock, "remind", "--once", "--stream")
    told = home.ok("remind", "--once", "--stream")
    need(told == "", f"told again: {told}")
    whole(home, "before")


def keep(home, clock):
    home.ok("start", "acme", "runs")
    home.at(clock, "keep")
    home.set("2026-06-24 05:00:00")
    alerts = home.json("status")["alerts"]
    home.set()
    need("timer" in [alert["kind"] for alert in alerts], f"a timer that runs for 39 hours is not told of: {alerts}")
    whole(home, "before")


COMMANDS = [log, start, stop, keep, task_done, undo, retainers, backup, restore, imported, remind]


def commands():
    """Each command under each wrong clock, and then all under the right one."""
    faults, done = [], 0
    with AnyClock() as first:
        prepare(first)
        for command in COMMANDS:
            clocks = list(WRONG.items())
            # Each under one of them, but for what goes wrong under a clock ahead alone.
            for name, clock in clocks if LONG else clocks[3:] if command is keep else random.sample(clocks, 1):
                with AnyClock() as home:
                    shutil.rmtree(home.data)
                    shutil.copytree(first.data, home.data)
                    shutil.copy(first.folder / "rows.csv", home.folder)
                    try:
                        command(home, clock)
                        done += 1
                    except Broken as error:
                        faults.append(f"{command.__name__} at {name}: {str(error)[:300]}")
    need(not faults, f"{len(faults)} of {done + len(faults)}: " + "; ".join(faults))
    return f"{done} times a command under a wrong clock: nothing lost, no negative duration, undone and redone in order, check clean"


def standing(home):
    """How many entries the backups hold, in the order in which they are listed."""
    return [backup["entries"] for backup in home.json("db", "backups")]


def backups():
    """Backups stand as they were really made, the newest is put back, and none goes because of a wrong clock."""
    faults, entries = [], 0
    with AnyClock() as home:

        def check(held, what):
            if not held:
                faults.append(what)

        clocks = [RIGHT]
        for n, wrong in enumerate(WRONG.values()):
            clocks += [wrong, f"2026-06-22 14:{n + 1:02}:00"]
        for clock in clocks:
            entries += 1
            need(home.at(clock, "log", "acme", "5m", f"n{entries}").code == 0, "refused")
            need(home.at(clock, "db", "backup").code == 0, "refused")
        listed = standing(home)
        check(listed == sorted(listed, reverse=True), f"made with 1 to {entries} entries, they are listed as {listed}")
        said = home.ok("db", "backups") + str(home.run("db", "check"))
        check("ahead" in said, "that a day of one lies ahead is not said")
        home.ok("log", "acme", "5m", "not backed up")
        said = home.ok("db", "restore")
        check(len(home.notes()) == entries, f"not the one made last was put back, but one of {len(home.notes())}: {said.strip()}")
        home.sound()
    with AnyClock() as home:
        # Days on which it is right, one a year ahead, and the next of those days.
        for day in range(1, 10):
            home.at(f"2026-06-{day:02} 14:00:00", "log", "acme", "5m", f"day {day}")
        before = {backup["file"] for backup in home.json("db", "backups")}
        best = standing(home)[0]
        for clock in (WRONG["a year ahead"], WRONG["1970"], WRONG["2036"]):
            home.at(clock, "log", "acme", "5m", clock)
        gone = before - {backup["file"] for backup in home.json("db", "backups")}
        check(len(gone) <= 3 and max(standing(home)) >= best, f"a wrong clock let {len(gone)} of {len(before)} go: {sorted(gone)}")
    with AnyClock() as home:
        # A day too early, and then that day comes.
        home.at("2026-06-23 09:00:00", "log", "acme", "5m", "too early")
        for n in range(4):
            home.at(RIGHT, "log", "acme", "5m", f"n{n}")
        home.at("2026-06-23 10:00:00", "log", "acme", "5m", "the day has come")
        best = standing(home)[0]
        check(best >= 5, f"on a day that a wrong clock had before, no backup is made: the newest holds {best} of 6 entries")
        home.ok("db", "restore")
        check(len(home.notes()) >= 5, f"the one put back holds {len(home.notes())} of 6 entries")
    with AnyClock() as home:
        for day in range(1, 9):
            home.at(f"2026-06-{day:02} 14:00:00", "log", "acme", "5m", f"day {day}")
        before = sorted(os.listdir(home.data / "backups"))
        for now in ("1990-01-01T12:00:00Z", "2026-06-22T11:00:00Z", "2026-06-25T12:00:00Z", "2031-01-01T12:00:00Z"):
            home.now = now
            home.ok("log", "acme", "5m", now)
            made = sorted(os.listdir(home.data / "backups"))
            check(made == before, f"--now {now} made {set(made) - set(before)} and let {set(before) - set(made)} go")
            before = made
        home.now = None
    with Home(now="2031-01-01T12:00:00Z") as home:
        of_version(home, newest() - 1)
        home.ok("status")
        check(len(list(home.data.glob("backups/*before*"))) == 1, "with --now no backup is made before a migration")
    need(not faults, "; ".join(faults))
    return f"{entries} backups under clocks that were right and wrong: in true order, the newest put back, none let go; none by --now"


class Streams:
    """Services that tell reminders, and what they have told."""

    def __init__(self, home, number):
        self.home, self.told = home, []
        self.children = [home.start("remind", "--stream", stderr=subprocess.DEVNULL) for _ in range(number)]
        for child in self.children:
            os.set_blocking(child.stdout.fileno(), False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in self.children:
            child.kill()
            child.communicate()

    def hear(self):
        for child in self.children:
            with contextlib.suppress(BlockingIOError):
                while text := child.stdout.read1(65536) or b"":
                    self.told += [json.loads(line)["title"] for line in text.decode().splitlines()]

    def until(self, title):
        end = time.monotonic() + PATIENCE
        while title not in self.told:
            self.hear()
            need(time.monotonic() < end, f"{title} is not told: {self.told}")
            time.sleep(0.02)


def jumps():
    """A clock that is a year off for a while under services: what is due after it is told once, and nothing twice."""
    jumped = 0
    with AnyClock() as home:
        for line in ("kickoff 15:00-15:45", "review 16:00-16:30", "weekly 15:30-15:45 every:week"):
            home.ok("event", "add", f"acme {line}")
        home.ok("task", "add", "acme send due:2026-06-22 17:00")
        home.ok("agreement", "add", "acme", "retainer", "--hours", "1", "--start", "2026-06-01")
        home.ok("log", "acme", "55m", "nearly all")
        with Streams(home, 2) as streams:
            for time_of_day in ("14:51", "15:25", "15:56", "16:55"):
                for wrong in [*random.sample(list(WRONG.values()), many(2, len(WRONG))), f"2026-06-22 {time_of_day}:00"]:
                    jumped += 1
                    home.set(wrong)
                    # A change wakes them; when its own reminder has come, all others that are due have come as well.
                    day, clock = wrong.split()
                    at = (datetime.datetime.fromisoformat(wrong) + datetime.timedelta(minutes=3)).strftime("%H:%M")
                    home.ok("event", "add", f"acme mark{jumped} {day} {at}-23:59")
                    streams.until(f"mark{jumped}")
            need(home.ok("remind", "--once", "--stream") == "", "something is told again")
            streams.hear()
        told = [title for title in streams.told if title and not title.startswith("mark")]
        for title in ("kickoff", "review", "send"):
            need(told.count(title) == 1, f"{title} is told {told.count(title)} times: {streams.told}")
        # That of a year ahead is another meeting of the series.
        need(1 <= told.count("weekly") <= 3, f"weekly is told {told.count('weekly')} times: {told}")
        home.sound()
    return f"{jumped} jumps under two services: {len(streams.told)} reminders, what is due under the right clock each once"


PARTS = {"wrong-commands": commands, "wrong-backups": backups, "wrong-jumps": jumps}
