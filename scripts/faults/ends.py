"""The screen ends without being asked to: by a signal, with its terminal, by a bug."""
import contextlib
import resource
import signal
import subprocess
import time

import others
from desk import PATIENCE, Broken, Home, LeftOut, Screen, need, spent


def reaped():
    """CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def end(screen, number):
    """Ends a screen by a signal or with its terminal; the seconds that took, and those of CPU."""
    before, used, begun = reaped(), spent(screen.child), time.monotonic()
    if number is None:
        screen.close()
        try:
            screen.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Broken("it outlived its terminal") from None
    else:
        screen.child.send_signal(number)
        code = screen.ends()
        need(code == 128 + number, f"it ended with {code}")
    took = time.monotonic() - begun
    return took, max(0.0, reaped() - before - used)


def signals():
    """Each way to end with a form open: what was typed is offered again, the timer runs on, nothing spins."""
    names = ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT")
    ways = [*(getattr(signal, name) for name in names), None]
    seen = []
    for number in ways:
        for busy in (False, True):
            with Home() as home:
                home.with_clients().ok("start", "acme", "runs on")
                with Screen(home) as screen:
                    screen.ready()
                    screen.keys(":client add\r")
                    screen.shows("the short name that is typed everywhere")
                    screen.keys("half-typed")
                    screen.shows("half-typed")
                    # Where another program writes the draft cannot be kept; that is no reason to go on.
                    with others.held(home) if busy else contextlib.nullcontext():
                        seen.append(end(screen, number))
                if not busy:
                    with Screen(home) as screen:
                        screen.shows("a draft is kept")
                        screen.keys(":client add\r")
                        screen.shows("half-typed")
                        need("your draft is back" in screen.text(), screen.text())
                need(home.json("status")["running"]["note"] == "runs on", "the timer does not run on")
                home.sound()
    slowest, busiest = max(s for s, _ in seen), max(cpu for _, cpu in seen)
    # A spinning process would use all of the time until it is ended, which is nothing like this.
    need(busiest < PATIENCE / 10, f"{busiest:.1f} s of CPU were used after the end had come")
    return (
        f"{len(seen)} ends by {', '.join(names)} and a lost terminal, half of them while another program writes: drafts "
        f"offered again, timers run on, terminal restored; at most {slowest:.1f} s, {busiest:.2f} s of CPU"
    )


def panic():
    """A bug, wherever the clock is read: the terminal restored, one line that names the report, the data whole."""
    count = 0
    with Home() as home:
        trap = home.folder / "trap"
        home.extra["VADASH_PANIC"] = str(trap)
        home.with_clients().ok("log", "acme", "5m", "before")
        trap.touch()
        answer = home.start("log", "acme", "5m", "x")
        _, err = answer.communicate()
        trap.unlink()
        if answer.returncode == 0:
            raise LeftOut("a release build has no clock that panics")
        for keys in ("?", ":log acme 5m typed\r", "j", "u"):
            for file in home.data.glob("vadash-panic-*"):
                file.unlink()
            with Screen(home) as screen:
                screen.ready()
                trap.touch()
                screen.keys(keys)
                code = screen.ends()
                trap.unlink()
                # A key that was not read any more may stand before it.
                said = screen.plain[screen.plain.find("vadash stopped") :].strip()
                reports = list(home.data.glob("vadash-panic-*.txt"))
                need(code == 101, f"it ended with {code}")
                need(len(reports) == 1 and said == f"vadash stopped: asked to by VADASH_PANIC (report: {reports[0]})", said)
                need(oct(reports[0].stat().st_mode)[-3:] == "600", "others may read the report")
                need("main.rs" in reports[0].read_text(), "the report does not say where")
                count += 1
        need(set(home.notes()) == {"before"}, home.notes())
        home.sound()
        need(err.decode().startswith("vadash stopped: asked to by VADASH_PANIC (report: ") and err.count(b"\n") == 1, err)
    return f"{count} screens and a command: the terminal restored, one line with the report, the data whole"


PARTS = {"ends": signals, "panic": panic}
