"""The clock is set back and forth, and the machine sleeps."""
import datetime
import glob
import json
import os
import random
import signal
import subprocess
import time

from desk import NOW, PATIENCE, Home, LeftOut, Screen, many, need

LIBRARIES = ["/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1"]


class Clock(Home):
    """A home whose clock stands where it was set, for commands and for what runs already."""

    def __init__(self):
        found = [path for pattern in LIBRARIES for path in glob.glob(pattern)]
        if not found:
            raise LeftOut("libfaketime is missing")
        super().__init__(now=None)
        self.file = self.folder / "clock"
        self.extra = {
            "LD_PRELOAD": found[0],
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DISABLE_SHM": "1",
            "NO_FAKE_STAT": "1",
        }
        self.set("14:00")
        said = self.with_clients().json("status")["now"]
        need(said == NOW, f"the program does not see the clock that was set: {said}")

    def set(self, clock):
        """Sets the clock of Monday the 22nd; seen as a whole by whoever looks."""
        new = self.file.with_suffix(".new")
        new.write_text(f"2026-06-22 {clock}:00\n" if len(clock) < 6 else f"2026-06-22 {clock}\n")
        new.rename(self.file)


def reminders():
    """Two services and a screen: what is due is told once, whatever way the clock goes."""
    with Clock() as home:
        home.ok("event", "add", "acme kickoff 15:00-15:45")
        home.ok("event", "add", "acme review 16:00-16:30")
        home.ok("task", "add", "acme invoice due:2026-06-22 17:00")
        streams = [home.start("remind", "--stream", stderr=subprocess.DEVNULL) for _ in range(2)]
        told = []

        def hear():
            for stream in streams:
                while True:
                    try:
                        text = stream.stdout.read1(65536) if stream.stdout.peek() else b""
                    except BlockingIOError:
                        break
                    if not text:
                        break
                    told.extend(json.loads(line)["title"] for line in text.decode().splitlines())

        for stream in streams:
            os.set_blocking(stream.stdout.fileno(), False)
        marks = 0
        try:
            for clock in "14:00 14:51 14:30 14:52 13:00 15:01 15:55 15:40 15:56 12:00 16:02 15:50".split():
                home.set(clock)
                # A change wakes them; when its own reminder has come, all others that are due have come as well.
                marks += 1
                hour, minute = map(int, clock.split(":"))
                home.ok("event", "add", f"acme mark{marks} {hour}:{minute:02}-{hour}:59")
                end = time.monotonic() + PATIENCE
                while f"mark{marks}" not in told:
                    hear()
                    need(time.monotonic() < end, f"at {clock}, mark{marks} is not told; told: {told}")
                    time.sleep(0.02)
            need(home.ok("remind", "--once", "--stream") == "", "something is told again")
            hear()
        finally:
            for stream in streams:
                stream.kill()
                stream.communicate()
        once = sorted(t for t in told if not t.startswith("mark"))
        need(once == ["kickoff", "review"], f"told: {told}")
        need(len(told) == len(set(told)), f"told twice: {told}")
        home.sound()
    return f"{marks} times set back and forth under two services: {len(told)} reminders, each told once"


def timer():
    """No duration is negative, wherever the clock goes while a timer runs, on the screen and in commands."""
    steps, refused = many(60, 600), 0
    with Clock() as home:
        home.ok("start", "acme", "runs")
        with Screen(home) as screen:
            screen.ready()
            screen.shows("▶ 0:00")
            for clock, shown in (("14:10", "▶ 0:10"), ("13:00", "▶ 0:00"), ("09:00", "▶ 0:00"), ("14:12", "▶ 0:12")):
                home.set(clock)
                screen.keys("j")
                screen.shows(shown)
                need("-0:" not in screen.text() and "-1:" not in screen.text(), screen.text())
            home.set("13:00")
            screen.keys("q")
            screen.ends()
        at = datetime.datetime(2026, 6, 22, 14)
        for n in range(steps):
            at += datetime.timedelta(minutes=random.randint(-90, 100))
            at = min(max(at, datetime.datetime(2026, 6, 22, 1)), datetime.datetime(2026, 6, 22, 23))
            home.set(at.strftime("%H:%M:%S"))
            lines = ["start acme", "stop", "switch zeta", "status", "log acme 5m", "undo", "resume", "cancel"]
            words = random.choice(lines).split()
            answer = home.run(*words)
            need(answer.code == 0 or answer.err.count("\n") == 1, answer)
            refused += answer.code
            entries = home.json("entry", "list", "--from", "2026-06-01", "--to", "2026-06-30")
            status = home.json("status")
            running = status["running"] or {"seconds": 0}
            least = min(running["seconds"], status["today_seconds"], *(e["seconds"] or 0 for e in entries), 0)
            need(least >= 0, f"{least} seconds at {at}, after {words}: {status}")
        home.sound()
    return f"{steps} commands under a clock that goes anywhere, {refused} refused with a sentence, no negative duration, check clean"


def suspend():
    """The machine sleeps with a timer running: the screen asks once."""
    asked, question = 0, "Is the timer still right?"
    for answer in ("k", "\x1b"):
        with Clock() as home:
            home.ok("start", "acme", "runs")
            with Screen(home) as screen:
                screen.ready()
                screen.child.send_signal(signal.SIGSTOP)
                home.set("17:00")
                screen.child.send_signal(signal.SIGCONT)
                screen.keys("j")
                screen.shows(question)
                need(screen.text().count(question) == 1, screen.text())
                asked += 1
                screen.keys(answer)
                screen.until("the question is gone", lambda: question not in screen.text())
                for clock in ("17:01", "17:02", "17:01", "17:03"):
                    screen.child.send_signal(signal.SIGSTOP)
                    home.set(clock)
                    screen.child.send_signal(signal.SIGCONT)
                    screen.keys("?")
                    screen.shows("Keys")
                    need(question not in screen.text(), f"asked again at {clock}:\n{screen.text()}")
                    screen.keys("q")
                    screen.until("the box is gone", lambda: "? help" in screen.text())
                    need(question not in screen.text(), f"asked again at {clock}:\n{screen.text()}")
                screen.quit()
            running = home.json("status")["running"]
            need(running["seconds"] == 3 * 3600 + 180, f"the timer is not what it was: {running}")
            home.sound()
    return f"{asked} sleeps of three hours: asked once each, the timer runs on"


PARTS = {"clock-reminders": reminders, "clock-timer": timer, "suspend": suspend}
