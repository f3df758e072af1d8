"""No room to write: a full disk, and a limit on the size of files."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

from desk import Home, LeftOut, Screen, need
from kills import with_calendar

# What says in a sentence that there is no room.
FULL = "the disk is full"
LIMIT = "limit on the size of files"
# Who finds no room for so much as the log's index reads only.
READ_ONLY = "is open read-only"


def no_room(home, saying, room, tight, free):
    """Refusals in one home; `tight` takes the room away and `free` gives it back."""
    with_calendar(home)
    home.ok("log", "acme", "5m", "before")
    table = home.table("rows.csv", 5000, "r")
    calendar = (home.folder / "team.ics").read_bytes()
    refusals = 0
    with Screen(home) as screen:
        screen.ready()
        for who in ("command", "import", "backup", "calendar"):
            before = home.notes()
            tight()
            if who == "command":
                # Small changes may fit for a while; the one that does not is refused.
                done = {}
                for n in range(2000):
                    note = f"c{n} " + "x" * 2000
                    answer = home.run("log", "acme", "5m", note)
                    if answer.code:
                        break
                    done[note] = 300
                need(answer.code == 1, "the disk never fills")
                before.update(done)
            words = {"command": ["log", "acme", "5m", "x" * 20000], "import": ["import", "csv", table]}
            words["backup"] = ["db", "backup", home.folder / "copy.db"]
            words["calendar"] = ["event", "edit", 1, "--title", "new title", "--note", "x" * 20000]
            # A calendar's file is written before the database, and has the system's own sentence.
            home.refused(*words[who], saying="No space left" if who == "calendar" else saying)
            refusals += 1
            need(not (home.folder / "copy.db").exists(), "a half backup has its name")
            need(not [*home.folder.rglob("*.part*")], f"left are {[*home.folder.rglob('*.part*')]}")
            need(home.notes() == before, f"{who}: something was changed")
            need((home.folder / "team.ics").read_bytes() == calendar, "the calendar's file was changed")
            left = [p.name for p in home.folder.iterdir() if "team.ics" in p.name and p.name != "team.ics"]
            need(not left, f"half a calendar is left: {left}")
            free()
            home.sound()
        # The screen says it and is of use for reading, and what was typed waits until there is room.
        tight()
        long = "typed " + "y" * 3000
        screen.keys(f":log acme 5m {long}\r")
        screen.shows(saying)
        need("yyyy" in screen.text(), f"the typed text is gone:\n{screen.text()}")
        free()
        screen.keys("\r")
        screen.shows("logged 0:05 for Acme: typed")
        tight()
        for key, shown in (("2", "Thu 25"), ("1", "Unbilled"), ("?", "Keys")):
            screen.keys(key)
            screen.shows(shown)
        screen.keys("q")
        free()
        screen.quit()
    # Whoever is alone can read as well.
    tight()
    need(home.notes()[long] == 300, "what was typed is not there")
    home.refused("log", "acme", "5m", "x" * 20000, saying=READ_ONLY)
    free()
    for words in (["log", "acme", "5m", "after"], ["import", "csv", table], ["db", "backup", home.folder / "copy.db"]):
        home.ok(*words)
    home.sound()
    return f"{refusals} commands and the screen refused with a sentence, nothing half-written, all works again"


def limit():
    """Files may not grow: RLIMIT_FSIZE, whose signal ends a program that does not expect it."""
    size = [None]

    def before():
        if size[0]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size[0], resource.RLIM_INFINITY))

    with Home(before=before) as home:
        home.with_clients().ok("log", "acme", "5m", "before")
        before_it, table = home.notes(), home.table("rows.csv", 5000, "r")
        refusals = 0
        for kilobytes in (0, 4, 16, 64, 100):
            for words in (["log", "acme", "5m", "x" * 100000], ["import", "csv", table], ["db", "backup", home.folder / "c.db"]):
                size[0] = kilobytes * 1024 or 1
                said = home.refused(*words)
                need(LIMIT in said or READ_ONLY in said, said)
                refusals += 1
                need(not (home.folder / "c.db").exists(), "a half backup has its name")
                need(not [*home.folder.rglob("*.part*")], f"left are {[*home.folder.rglob('*.part*')]}")
                need(home.notes() == before_it, "something was changed")
                size[0] = None
                need(home.notes() == before_it, "something was changed")
        home.sound()
        # Room for the log's index, and not for a change in the log.
        size[0] = 33 * 1024
        with Screen(home) as screen:
            screen.ready()
            screen.keys(":log acme 5m typed\r")
            screen.shows(LIMIT)
            need("acme 5m typed" in screen.text(), f"the typed text is gone:\n{screen.text()}")
            screen.leave()
            screen.keys("?")
            screen.shows("Keys")
            screen.keys("q")
            screen.quit()
        size[0] = None
        need(home.notes() == before_it, "something was changed")
        home.ok("log", "acme", "5m", "after")
        with Home(before=before) as first:
            size[0] = 4096
            first.refused("client", "add", "acme", saying=LIMIT)
            size[0] = None
            first.ok("client", "add", "acme")
            first.sound()
    return f"{refusals} commands, a first start and the screen refused with a sentence, nothing half-written"


def small(folder):
    """A small disk in a namespace of mounts that ends with the process: the folder, what fills it up, what empties it."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m,mode=0700", "none", folder], check=True)
    place = pathlib.Path(folder)
    ballast = place / "ballast"

    def tight(room=0):
        with ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 512):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    pass
            file.truncate(file.tell() - room)

    def free():
        ballast.unlink()

    return place, tight, free


def inside(folder):
    """The full disk itself."""
    place, tight, free = small(folder)
    tight()
    with Home(place / "new") as first:
        first.folder.mkdir(exist_ok=True)
        first.refused("client", "add", "acme", saying=FULL)
        free()
        first.ok("client", "add", "acme")
        first.sound()
        shutil.rmtree(first.folder)
    home = Home(place / "home")
    home.folder.mkdir()
    print(no_room(home, FULL, place, tight, free))


def mounted(part):
    """Does a part of its own name where a file system may be mounted."""
    if not shutil.which("unshare"):
        raise LeftOut("unshare is missing")
    with Home() as home:
        own = ["unshare", "-m" if os.getuid() == 0 else "-rm"]
        if subprocess.run([*own, "mount", "-t", "tmpfs", "none", home.folder], capture_output=True).returncode:
            raise LeftOut("no file system may be mounted here")
        script = pathlib.Path(__file__).resolve().parent
        env = {**os.environ, "FAULTS_INSIDE": str(home.folder)}
        argv = [*own, sys.executable, str(script), part]
        done = subprocess.run(argv, env=env, capture_output=True, text=True)
        need(done.returncode == 0, done.stdout + done.stderr)
        return done.stdout.strip()


PARTS = {"disk-full": lambda: mounted("disk-full"), "file-limit": limit}
