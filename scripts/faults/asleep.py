"""The machine sleeps with screens and services open: nothing is asked or told twice, and nothing never."""
import contextlib
import signal
import sqlite3
import time

from desk import LONG, PATIENCE, Broken, Screen, need
from wrong import AnyClock, Streams


@contextlib.contextmanager
def asleep(children, home, clock):
    """The machine sleeps until then."""
    for child in children:
        child.send_signal(signal.SIGSTOP)
    time.sleep(0.1)
    home.set(clock)
    yield
    for child in children:
        child.send_signal(signal.SIGCONT)


def fired(home):
    """The titles of all that was claimed, by whomever."""
    with contextlib.closing(sqlite3.connect(home.db)) as db:
        sql = "SELECT (SELECT title FROM {0} WHERE id = fired.subject) FROM fired WHERE kind = '{0}'"
        return [row[0] for kind in ("event", "task") for row in db.execute(sql.format(kind))]


def sleep_reminders():
    """Over sleeps: what is over is not told, what goes on or comes is told once, whoever of several tells it."""
    sleeps = 0
    with AnyClock() as home:
        for line in ("over 14:30-15:00", "goes on 16:50-17:30", "comes 17:05-17:30", "night 23:00-23:30", "later 18:30-19:00"):
            home.ok("event", "add", f"acme {line}")
        home.ok("task", "add", "acme send due:2026-06-22 16:00")
        with Streams(home, 2) as streams, Screen(home) as screen:
            screen.ready()
            time.sleep(0.5)
            if LONG:
                # What time it is, is seen without any change as well.
                with asleep([*streams.children, screen.child], home, "16:45"):
                    pass
                end = time.monotonic() + 75
                while "goes on" not in fired(home):
                    screen.pump()
                    need(time.monotonic() < end, f"without a change nobody sees what time it is: {fired(home)}")
            for clock in ("17:00", "17:02", "18:25", "18:26", "22:40", "22:55"):
                sleeps += 1
                with asleep([*streams.children, screen.child], home, clock):
                    # Seen by nobody until they wake.
                    hour, minute = map(int, clock.split(":"))
                    home.ok("event", "add", f"acme mark{sleeps} {hour}:{minute + 2:02}-{hour}:59")
                screen.keys("j")
                home.ok("event", "add", f"acme poke{sleeps} {hour}:{minute + 3:02}-{hour}:59")
                end = time.monotonic() + PATIENCE
                names = {f"mark{sleeps}", f"poke{sleeps}"}
                while not names <= set(fired(home)):
                    streams.hear()
                    screen.pump()
                    need(time.monotonic() < end, f"{names} are told by nobody: {fired(home)}")
            streams.hear()
            need(home.ok("remind", "--once", "--stream") == "", "something is told again")
            screen.quit()
            streams.hear()
        need(len(streams.told) == len(set(streams.told)), f"told twice: {streams.told}")
        claimed = fired(home)
        wanted = {"goes on", "comes", "night", "later", "send"}
        need(wanted <= set(claimed) and "over" not in claimed, f"told: {claimed}")
        need(len(claimed) == len(set(claimed)), f"claimed twice: {claimed}")
        home.sound()
    return f"{sleeps} sleeps under two services and a screen: {len(claimed)} reminders, each told once, none lost"


def sleep_open():
    """The machine sleeps while something is open on the screen: the timer is asked about when that is closed."""
    question, faults = "Is the timer still right?", []
    for opened, shown, key, close in (
        (":log acme half", "acme half", " typed", "\x03\x03"),
        (":client add\r", "the short name", "x", "\x03\x03"),
        ("?", "Keys", "j", "q"),
    ):
        with AnyClock() as home:
            home.ok("start", "acme", "runs")
            with Screen(home) as screen:
                screen.ready()
                screen.keys(opened)
                screen.shows(shown)
                with asleep([screen.child], home, "23:30"):
                    pass
                screen.keys(key)
                heard(screen)
                if question in screen.text():
                    continue
                for key in close:
                    screen.keys(key)
                    heard(screen)
                home.set("23:31")
                screen.keys("j")
                heard(screen)
                if question not in screen.text():
                    faults.append(f"{opened.strip()!r} was open, and it is never asked")
    need(not faults, "; ".join(faults))
    return "3 sleeps of nine hours with something open on the screen: asked about the timer"


def heard(screen):
    """Lets the screen answer a key."""
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        screen.pump(0.05)


def sleep_timer():
    """Two screens and a service over a sleep: the timer is asked about once, and told of once."""
    question = "Is the timer still right?"
    faults, asked = [], 0
    for both_first in (False, True):
        with AnyClock() as home:
            home.ok("start", "acme", "runs")
            with Screen(home) as one, Screen(home) as two, Streams(home, 1) as streams:
                for screen in (one, two):
                    screen.ready()
                time.sleep(0.5)
                with asleep([one.child, two.child, *streams.children], home, "23:30"):
                    pass
                one.keys("j")
                one.shows(question)
                asked += 1
                if both_first:
                    two.keys("j")
                    two.shows(question)
                home.set("23:31")
                one.keys("k")
                one.until("the question is gone", lambda: question not in one.text())
                home.set("23:32")
                if both_first:
                    try:
                        end = time.monotonic() + 3
                        while question in two.text() and time.monotonic() < end:
                            two.pump()
                        need(question not in two.text(), "answered on one screen, it is still asked on the other")
                    except Broken as error:
                        faults.append(str(error))
                        two.keys("\x1b")
                        two.until("the question is gone", lambda: question not in two.text())
                for clock in ("23:33", "23:40"):
                    home.set(clock)
                    for screen in (one, two):
                        screen.keys("?")
                        end = time.monotonic() + PATIENCE
                        while "Keys" not in screen.text() and question not in screen.text() and time.monotonic() < end:
                            screen.pump()
                        if question in screen.text():
                            faults.append(f"answered on one screen, it is asked on the {'first' if screen is one else 'other'}")
                            screen.keys("\x1b")
                        else:
                            screen.keys("q")
                        screen.until("the box is gone", lambda screen=screen: "? help" in screen.text())
                home.ok("event", "add", "acme poke 23:45-23:50")
                end = time.monotonic() + PATIENCE
                while "poke" not in fired(home):
                    one.pump()
                    need(time.monotonic() < end, "what is due after the sleep is told by nobody")
                for screen in (one, two):
                    screen.quit()
                streams.hear()
                need(len(streams.told) == len(set(streams.told)), f"told twice: {streams.told}")
            running = home.json("status")["running"]
            need(running["seconds"] == 9 * 3600 + 40 * 60, f"the timer is not what it was: {running}")
            home.sound()
    need(not faults, "; ".join(sorted(set(faults))))
    return f"{asked} sleeps of nine hours under two screens and a service: asked once, the timer runs on"


PARTS = {"sleep-open": sleep_open, "sleep-reminders": sleep_reminders, "sleep-timer": sleep_timer}
