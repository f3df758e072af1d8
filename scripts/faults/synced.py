"""A folder of events that another machine keeps the same as its own, at the same moments as it is written to here."""
import os
import random
import re
import shutil
import subprocess
import threading
import time

from cuts import event, titles_in, with_folder
from desk import LONG, PATIENCE, Broken, Home, LeftOut, Screen, many, need

CONFLICT = "u1.sync-conflict-20260622-140000-ABCDEFG.ics"


class Synced(Home):
    """A home that follows the folder `cal`."""

    def __init__(self, count=3):
        super().__init__()
        with_folder(self, count)
        self.cal = self.folder / "cal"

    def lay(self, name, text):
        """As such programs do: written under another name, and then renamed over what is there."""
        part = self.cal / f".syncthing.{name}.tmp"
        part.write_text(text, newline="")
        part.rename(self.cal / name)

    def look(self, *words):
        """The titles shown, and what was said besides."""
        answer = self.run("--json", "agenda", *words)
        need(answer.code == 0, answer)
        return sorted(re.findall(r'"title": ?"([^"]*)"', answer.out)), answer.err.splitlines()

    def shows(self, *titles, notes=0):
        seen, said = self.look()
        need(seen == sorted(titles), f"the agenda shows {seen} and not {sorted(titles)}; {said}")
        need(len(said) == notes, f"{len(said)} sentences and not {notes}: {said}")
        return said


def names():
    """Files that are on their way, by every name they have meanwhile: what was read stays, a sentence for each not read."""
    half = event("u1", "half")[:120]
    with Synced() as home:
        titles = ["title 1", "title 2", "title 3"]
        hidden = [".syncthing.u1.ics.tmp", ".u1.ics.abc123", "u1.ics.tmp", "~syncthing~u1.ics.tmp", "u1.ics.part", ".#u1.ics"]
        for name in hidden:
            (home.cal / name).write_text(event("u9", "not there yet"))
            home.shows(*titles)
            (home.cal / name).write_text(half)
            home.shows(*titles)
        unread = 0
        for text in (half, "", event("u1", "half")[:-17], "\0" * 300):
            (home.cal / "u1.ics").write_text(text, newline="")
            for _ in range(2):
                said = home.shows(*titles, notes=1)
                need("u1.ics" in said[0] and "as they were last read" in said[0], said)
            refused = home.run("event", "edit", 1, "--title", "mine")
            need(refused.code == 1 and "changed by another program" in refused.err, refused)
            need((home.cal / "u1.ics").read_bytes() == text.encode(), "a half file was written to")
            (home.cal / "u4.ics").write_text(half)
            home.shows(*titles, notes=2)
            (home.cal / "u4.ics").unlink()
            home.lay("u1.ics", event("u1", "title 1"))
            home.shows(*titles)
            unread += 1
        # Written in place and slowly: seen at every length.
        text = event("u1", "slowly")
        lengths = sorted(random.sample(range(len(text) - 2), many(12, 200)))
        for length in lengths:
            (home.cal / "u1.ics").write_text(text[:length], newline="")
            seen, said = home.look()
            need(seen == titles and len(said) == 1, f"of {length} bytes: {seen}, {said}")
        home.lay("u1.ics", text)
        home.shows("slowly", *titles[1:])
        home.sound()
    return f"{len(hidden)} names of files on their way, {unread} unreadable and {len(lengths)} half ones: none lost, a sentence each"


def conflicts():
    """Copies that a conflict left, with the same UID: none doubled, and whichever is left in the end is there."""
    faults = []

    def case(what, *titles, notes=None):
        try:
            seen, said = home.look()
            need(seen == sorted(titles), f"the agenda shows {seen} and not {sorted(titles)} (said: {said})")
            need(titles_in(home.cal) == sorted(titles) or "both" in what, f"the files say {titles_in(home.cal)}")
            home.sound()
        except Broken as error:
            faults.append(f"{what}: {error}")

    rest = ["title 2", "title 3"]
    with Synced() as home:
        home.lay(CONFLICT, event("u1", "theirs"))
        case("both", "title 1", *rest)
        home.ok("event", "edit", 1, "--title", "mine")
        need("SUMMARY:theirs" in (home.cal / CONFLICT).read_text(), "the copy was written to")
        case("both, edited", "mine", *rest)
        # The user keeps theirs, as the programs advise: over the other, …
        (home.cal / CONFLICT).rename(home.cal / "u1.ics")
        case("renamed over", "theirs", *rest)
        home.lay(CONFLICT, event("u1", "again"))
        case("both again", "theirs", *rest)
        # … or by deleting the other.
        (home.cal / "u1.ics").unlink()
        case("the other deleted", "again", *rest)
    with Synced() as home:
        home.lay(CONFLICT, event("u1", "title 1"))
        (home.cal / "u1.ics").unlink()
        case("renamed between two looks", "title 1", *rest)
    with Synced() as home:
        (home.cal / "u1.ics").rename(home.cal / "a.ics")
        case("under an earlier name", "title 1", *rest)
        (home.cal / "a.ics").rename(home.cal / "z.ics")
        case("under a later name", "title 1", *rest)
    with Synced() as home:
        home.lay("u1.ics", event("u2", "title 2", 15))
        home.lay("u2.ics", event("u1", "title 1", 14))
        case("two changed places", "title 1", *rest)
    with Synced() as home:
        both = event("u1", "title 1").replace("END:VCALENDAR\r\n", "") + event("u3", "title 3", 16).split("elsewhere\r\n")[1]
        home.lay("u1.ics", both)
        home.lay("u3.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
        seen = home.look()
        if seen[0] != sorted(["title 1", *rest]):
            faults.append(f"moved from a later file to an earlier one: the agenda shows {seen}")
    need(not faults, "; ".join(faults))
    return "copies with the same UID, kept, renamed over, deleted, files that changed places: none doubled, none lost"


def again():
    """A file that is gone for a moment, as where a program deletes before it writes: what is ours about it stays."""
    with Synced() as home:
        home.ok("event", "edit", 1, "--client", "acme")
        home.now = "2026-06-22T15:55:00+02:00"
        home.ok("log", "acme", "5m", "prepared", "--event", "1")
        told = home.ok("remind", "--once", "--stream")
        need(told.count("title 1") == 1, f"it is not told: {told}")
        text = (home.cal / "u1.ics").read_text()
        before = home.json("agenda")
        (home.cal / "u1.ics").unlink()
        home.shows("title 2", "title 3")
        home.lay("u1.ics", text)
        home.shows("title 1", "title 2", "title 3")
        faults = []
        told = home.ok("remind", "--once", "--stream")
        if told:
            faults.append(f"told again: {told.strip()}")
        after = home.json("agenda")
        clients = [[event.get("client") for event in seen if event["title"] == "title 1"] for seen in (before, after)]
        if clients[0] != clients[1]:
            faults.append(f"its client was {clients[0]} and is {clients[1]}")
        (entry,) = home.json("entry", "list", "--from", "2026-06-01", "--to", "2026-06-30")
        need(entry["seconds"] == 300, f"time is lost: {entry}")
        if entry["event"] is None:
            faults.append("the time logged for it is no longer for it")
        home.sound()
        need(not faults, "; ".join(faults))
    return "a file gone and there again: its client is kept, its reminder told once, the time logged for it there"


def moved_away():
    """The whole folder is exchanged for another, as a fresh copy is: the screen shows what stands there now."""
    if not LONG:
        raise LeftOut("it takes a quarter of a minute: LONG=1")
    with Synced() as home, Screen(home) as screen:
        screen.ready()
        screen.shows("title 1")
        time.sleep(1)
        new = home.folder / "cal.new"
        shutil.copytree(home.cal, new)
        (new / "u1.ics").write_text(event("u1", "exchanged"), newline="")
        home.cal.rename(home.folder / "cal.old")
        new.rename(home.cal)
        end = time.monotonic() + 15
        while "exchanged" not in screen.text() and time.monotonic() < end:
            screen.pump(0.1)
        need("exchanged" in screen.text(), "it still shows what stood there before, after 15 s")
        home.lay("u1.ics", event("u1", "and changed"))
        screen.shows("and changed")
        screen.quit()
    return "a folder exchanged for another: shown, and followed from then on"


def stopped_at(home, words, call, path):
    """A command that is held for a while as it enters a call on a path."""
    calls = {"rename": "rename,renameat,renameat2"}.get(call, call)
    slow = ["-e", f"inject={calls}:delay_enter=1500000:when=1", "-e", f"trace={calls}"]
    argv = ["strace", "-f", "-P", str(path), *slow, "-o", str(home.folder / "trace"), *home.argv(words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    child = subprocess.Popen(argv, env=home.env(), cwd=home.folder, stdin=subprocess.DEVNULL, **pipes)
    end = time.monotonic() + PATIENCE
    part = home.cal / ".u1.ics.vadash"
    moved = "SUMMARY:mine"

    def there():
        if words[1] == "rm":
            # Nothing can be seen of it before: it is given the time to get there.
            return time.monotonic() > end - PATIENCE + 0.5
        if call == "fsync" and path == home.cal:
            return moved in (home.cal / "u1.ics").read_text()
        return part.exists() and part.read_bytes().endswith(b"END:VCALENDAR\r\n")

    while not there():
        need(time.monotonic() < end and child.poll() is None, f"it never came to {call}")
        time.sleep(0.01)
    return child


WINDOWS = {
    "while the new file is brought to the disk": ("fsync", ".u1.ics.vadash", ["event", "edit", "1", "--title", "mine"]),
    "just before it takes its place": ("rename", ".u1.ics.vadash", ["event", "edit", "1", "--title", "mine"]),
    "just after it has taken its place": ("fsync", "", ["event", "edit", "1", "--title", "mine"]),
    "just before it is removed": ("rename", "u1.ics", ["event", "rm", "1"]),
}


def windows():
    """The other machine's file comes at each moment of a change here: refused, or theirs is read. Never neither."""
    if not shutil.which("strace"):
        raise LeftOut("strace is missing")
    faults, refused = [], 0
    for when, (call, name, words) in WINDOWS.items():
        with Synced() as home:
            child = stopped_at(home, words, call, home.cal / name if name else home.cal)
            home.lay("u1.ics", event("u1", "theirs"))
            _, err = child.communicate(timeout=PATIENCE)
            need(child.returncode in (0, 1) and err.count(b"\n") <= 1, f"{when}: {err.decode()}")
            refused += child.returncode
            seen, said = home.look()
            files = [path.read_text() for path in home.cal.iterdir()]
            if not any("SUMMARY:theirs" in text for text in files):
                faults.append(f"{when}: their change is gone without a word ({err.decode().strip() or 'acknowledged'})")
            elif seen != titles_in(home.cal):
                faults.append(f"{when}: the agenda shows {seen}, the files say {titles_in(home.cal)}")
                # What is not read is written over by the next change.
                home.ok("event", "edit", 1, "--location", "here")
                if not any("SUMMARY:theirs" in path.read_text() for path in home.cal.iterdir()):
                    faults.append("and the next change writes over theirs")
            home.sound()
    need(not faults, "; ".join(faults))
    return f"{len(WINDOWS)} moments of a change at which their file came: {refused} refused with a sentence, theirs read"


def busy():
    """Both at it for a while, with a screen and reminders that follow: nothing lost, nothing doubled."""
    rounds = many(25, 300)
    with Synced() as home:
        theirs = {f"v{n}": f"theirs {n}" for n in range(3)}
        for n, (uid, title) in enumerate(theirs.items()):
            home.lay(f"{uid}.ics", event(uid, title, 18 + n))
        stop, trouble = threading.Event(), []

        def sync():
            luck, n = random.Random(random.random()), 0
            try:
                while not stop.is_set():
                    n += 1
                    uid = luck.choice(list(theirs))
                    name, text = f"{uid}.ics", event(uid, f"theirs {n}", 18 + int(uid[1]))
                    how = luck.choice(["over", "over", "in place", "again", "conflict"])
                    if how == "in place":
                        with (home.cal / name).open("w", newline="") as file:
                            for start in range(0, len(text), 40):
                                file.write(text[start : start + 40])
                                file.flush()
                                time.sleep(0.001)
                    elif how == "again":
                        (home.cal / name).unlink()
                        time.sleep(0.01)
                        home.lay(name, text)
                    else:
                        home.lay(name, text)
                    theirs[uid] = f"theirs {n}"
                    if how == "conflict":
                        copy = f"u1.sync-conflict-20260622-{n:06}-ABCDEFG.ics"
                        home.lay(copy, event("u1", "older"))
                        time.sleep(0.02)
                        (home.cal / copy).unlink()
                    time.sleep(luck.uniform(0, 0.05))
            except Exception as error:
                trouble.append(error)

        mine = {"u1": "title 1", "u2": "title 2", "u3": "title 3"}
        numbers = {event["title"]: event["id"] for event in home.json("agenda")}
        numbers = {uid: numbers[title] for uid, title in mine.items()}
        notes = 0
        other = threading.Thread(target=sync)
        reminds = home.start("remind", "--stream", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with Screen(home) as screen:
            screen.ready()
            other.start()
            for n in range(rounds):
                uid = random.choice(list(mine))
                answer = home.run("event", "edit", numbers[uid], "--title", f"mine {n}.")
                need(answer.code == 0, answer)
                mine[uid] = f"mine {n}."
                notes += answer.err.count("\n")
                screen.pump(0)
            stop.set()
            other.join()
            need(not trouble, f"the other machine: {trouble}")
            screen.quit()
        reminds.kill()
        reminds.communicate()
        home.shows(*mine.values(), *theirs.values())
        need(titles_in(home.cal) == sorted([*mine.values(), *theirs.values()]), f"the files say {titles_in(home.cal)}")
        left = [name for name in os.listdir(home.cal) if not re.fullmatch(r"[uv]\d\.ics", name)]
        need(not left, f"left are {left}")
        home.sound()
    return f"{rounds} changes here while the other machine was at it: all there, none doubled, {notes} sentences, check clean"


PARTS = {
    "sync-names": names,
    "sync-conflicts": conflicts,
    "sync-again": again,
    "sync-windows": windows,
    "sync-exchanged": moved_away,
    "sync-busy": busy,
}
