"""Other processes and other people's rights: a held lock, many writers at once, a file that may only be read."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time

from desk import Home, LeftOut, Screen, many, need

TRYING = "another program is writing to the database: trying again"
BUSY = "another program is writing to the database; nothing was changed, try again"


@contextlib.contextmanager
def held(home):
    """Another program that is writing, and takes its time."""
    other = sqlite3.connect(home.db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def locked():
    """A command waits and then says so; the screen goes on, says so, and does it when it can."""
    with Home() as home:
        home.with_clients()
        with Screen(home) as screen:
            screen.ready()
            with held(home):
                waits = home.start("log", "acme", "5m", "waited")
                screen.keys(":log acme 5m patient\r")
                screen.shows(TRYING)
                need("acme 5m patient" in screen.text(), "the typed text is gone")
                # A key that has nothing to do with it is answered meanwhile.
                screen.keys("\x0c")
                screen.shows(TRYING)
                need(waits.poll() is None, "the command does not wait")
            screen.shows("logged 0:05 for Acme: patient")
            need(waits.wait(30) == 0, f"the command was refused: {waits.stderr.read()}")
            waits.communicate()
            with held(home):
                begun = time.monotonic()
                gives_up = home.start("log", "acme", "5m", "refused")
                screen.keys(":log acme 5m in vain\r")
                screen.shows(BUSY)
                need("acme 5m in vain" in screen.text(), "the typed text is gone")
                screen.keys("\x15")
                _, err = gives_up.communicate(timeout=60)
                took = time.monotonic() - begun
                need(gives_up.returncode == 1 and err.decode().endswith(f": {BUSY}\n"), err)
                need(err.decode().startswith("error: ") and err.count(b"\n") == 1, err)
                need(len(home.notes()) == 2, "who only reads has to wait")
            screen.keys("acme 5m at last\r")
            screen.shows("logged 0:05 for Acme: at last")
            screen.quit()
        need(sorted(home.notes()) == ["at last", "patient", "waited"], home.notes())
        home.sound()
        return f"two changes waited and were done, two were refused with a sentence after {took:.0f} s, the typed text stayed"


def writers():
    """Sixteen processes write at once, and a screen is open."""
    number, each = 16, many(15, 200)
    with Home() as home:
        home.with_clients()
        for writer in range(number):
            home.ok("client", "add", f"c{writer}", "--rate", "45")
        refused = []

        def write(writer):
            for n in range(each):
                answer = home.run("log", f"c{writer}", "6m", f"w{writer}.{n}.", "--on", "2026-06-01", patience=300)
                if answer.code:
                    refused.append(str(answer))

        with Screen(home) as screen:
            screen.ready()
            threads = [threading.Thread(target=write, args=[writer]) for writer in range(number)]
            for thread in threads:
                thread.start()
            typed = 0
            while any(thread.is_alive() for thread in threads):
                # The screen writes as well, and is heard among the sixteen.
                if typed < 5:
                    typed += 1
                    screen.command(f"log acme 5m s{typed}.", f"logged 0:05 for Acme: s{typed}.")
                screen.pump(0.1)
            screen.quit()
        need(not refused, f"{len(refused)} were refused, such as {refused[:1]}")
        there = home.notes()
        wanted = {f"w{w}.{n}." for w in range(number) for n in range(each)} | {f"s{n}." for n in range(1, typed + 1)}
        need(set(there) == wanted, f"{len(wanted - set(there))} are missing")
        home.sound()
    return f"{number} writers, {each} writes each, a screen that wrote {typed}: all there, none refused, check clean"


def looks(home):
    """What can be done with a home that may only be read, and that nothing of it changes."""
    before = home.files()
    need(home.notes() == {"before": 300}, "it cannot be read")
    need("acme" in home.ok("unbilled"), "it cannot be read")
    home.refused("log", "acme", "5m", "x", saying="read-only")
    home.refused("undo", saying="read-only")
    home.refused("start", "acme", saying="read-only")
    with Screen(home) as screen:
        screen.ready()
        need("read-only" in screen.text(), f"the header does not say so:\n{screen.text()}")
        screen.keys(":log acme 5m typed\r")
        screen.shows("the database is open read-only")
        need("acme 5m typed" in screen.text(), "the typed text is gone")
        screen.leave()
        screen.quit()
    need(home.files() == before, "something was changed")
    return 1


def without_rights(words):
    """A process that root's rights do not help past the mode of a file."""
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search", *words]


class Bound(Home):
    """A home whose program has no more rights than its files' modes give."""

    bound = False

    def argv(self, words):
        argv = super().argv(words)
        return without_rights(argv) if self.bound and os.getuid() == 0 else argv


def kill_with_log(home):
    """Leaves a log beside the file, as a process does that was killed."""
    with held(home) as other:
        other.execute("ROLLBACK")
        other.execute("SELECT count(*) FROM entry").fetchall()
        home.ok("log", "acme", "5m", "before")
        copy = home.folder / "kept"
        shutil.copytree(home.data, copy)
    shutil.rmtree(home.data)
    copy.rename(home.data)
    need((home.data / "vadash.db-wal").stat().st_size > 0, "there is no log")


def read_only():
    """A file, a folder, and either with a log that a killed process left."""
    if os.getuid() == 0 and not shutil.which("setpriv"):
        raise LeftOut("setpriv is missing")
    seen = 0
    for what in ("file", "folder", "both"):
        for log in (False, True):
            with Bound() as home:
                home.with_clients()
                if log:
                    kill_with_log(home)
                else:
                    home.ok("log", "acme", "5m", "before")
                home.bound = True
                if what != "folder":
                    home.db.chmod(0o400)
                if what != "file":
                    home.data.chmod(0o500)
                try:
                    seen += looks(home)
                finally:
                    home.data.chmod(0o700)
                    home.db.chmod(0o600)
                home.ok("log", "acme", "5m", "after")
                home.sound()
    return f"{seen} files and folders, with and without a log: read, said in the header, refused to be written, not changed"


def mounted():
    """A file system that is mounted read-only, with and without a log."""
    own = ["unshare", "-m" if os.getuid() == 0 else "-rm"]
    if not shutil.which("unshare"):
        raise LeftOut("unshare is missing")
    with Home() as home:
        data = home.data
        data.mkdir(parents=True)
        mount = ["sh", "-ec", 'mount --bind "$0" "$0"; mount -o remount,bind,ro "$0"; exec "$@"', str(data)]
        if subprocess.run([*own, *mount, "true"], capture_output=True).returncode:
            raise LeftOut("no file system may be mounted here")
        data.rmdir()

        class Mounted(Home):
            """A home whose program sees the data folder read-only."""

            def argv(self, words):
                return [*own, *mount, *super().argv(words)]

        seen = 0
        for log in (False, True):
            shutil.rmtree(data, ignore_errors=True)
            home.with_clients()
            if log:
                kill_with_log(home)
            else:
                home.ok("log", "acme", "5m", "before")
            seen += looks(Mounted(home.folder))
            home.sound()
    return f"{seen} folders: read, said in the header, refused to be written, not changed"


PARTS = {"locked": locked, "writers": writers, "read-only": read_only, "read-only-mount": mounted}
