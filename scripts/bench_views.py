"""Each view of vadash by bytes and CPU: its first frame, a cursor move in it, and keys typed; a part of scripts/bench.

CPU and not time, for that is the program's own and a busy machine disturbs it least. Bars: a cursor move or a typed key
is at most 300 bytes and 1.5 times the CPU of one in the floor program, and no first frame costs more than 1.5 times as
much with 100,000 entries as with 1,000.
"""
import importlib.util
import os
import statistics

SIZES = ((200, 50), (80, 24))
BYTES, MOVE, GROWTH = 300, 1.5, 1.5
KEYS = 16  # of one kind in a round
MOVES = ("<down>", "<up>")
LETTER = ("x", "<bs>")

# What it is called, the keys before, the key that brings its first frame, what is then pressed again and again, and
# the keys back.
VIEWS = (
    ("1 dashboard", "2", "1", MOVES, ""),
    ("2 schedule, week", "1", "2", MOVES, ""),
    ("2 schedule, day", "2", "w", MOVES, "w w w"),
    ("2 schedule, month", "2 w", "w", MOVES, "w w"),
    ("2 schedule, list", "2 w w", "w", MOVES, "w"),
    ("3 tasks", "1", "3", MOVES, ""),
    ("4 time, day", "1", "4", MOVES, ""),
    ("4 time, week", "4", "w", MOVES, "w"),
    ("5 clients", "1", "5", MOVES, ""),
    ("5 a client's page", "5", "<enter>", MOVES, "<esc>"),
    # Not compared by size: what is shown is ten times as much.
    ("4 time, last week*", "4 w", "{", MOVES, "t w"),
    ("prompt of log", "1 <tab>", "l", LETTER, "<esc>"),
    ("form of a client", "5", "a", LETTER, "<esc>"),
)
FLOOR = (("floor", "2", "1", MOVES, ""),)
PREPARE = {"prompt of log": "1h30 newsl", "form of a client": "acme"}


class Driver:
    """A program in a terminal, and what a key costs it."""

    def __init__(self, tool, argv, size, ready):
        self.tool = tool
        env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "TMUX", "STY")}
        env.update(TERM="xterm-256color", COLORTERM="truecolor")
        self.session = tool.Session(argv, *size, env, None, 0.06, False, 0, 0)
        if self.session.await_screen(lambda screen: ready in screen.text(), 60) is None:
            raise SystemExit(f"bench: {argv[0]} never showed {ready}")
        self.session.until_quiet(0.2, 2)

    def press(self, key):
        """Bytes that a key brings, and milliseconds of CPU."""
        before, seen = self.tool.usage(self.session.pid)["cpu_ms"], len(self.session.chunks)
        self.session.send(self.tool.keys_to_bytes(key, self.session.appmode))
        self.session.pump(0.3)
        self.session.until_quiet(0.04, 1)
        spent = self.tool.usage(self.session.pid)["cpu_ms"] - before
        return sum(len(data) for _, data in self.session.chunks[seen:]), spent

    def go(self, keys):
        for key in keys.split():
            self.press(key)

    def view(self, name, there, key, again, back):
        """A view's first frame and the keys pressed in it, as pairs of bytes and CPU."""
        self.go(there)
        frame = self.press(key)
        for letter in PREPARE.get(name, ""):
            self.press("<space>" if letter == " " else letter)
        keys = [self.press(again[n % 2]) for n in range(KEYS)]
        # Nothing typed is left behind as a draft.
        for _ in PREPARE.get(name, ""):
            self.press("<bs>")
        self.go(back)
        return frame, keys


def rounds(drivers, count):
    """What each program's views cost. They take turns, so that a busy moment of the machine hits all alike."""
    found = {program: {} for program in drivers}
    for turn in range(count + 1):
        for view in (FLOOR[0], *VIEWS):
            for program, driver in drivers.items():
                # The floor's moves are done as often as each view's.
                if program == "timer" and view is not VIEWS[0] or program != "floor" and view is FLOOR[0]:
                    continue
                frame, keys = driver.view(*(FLOOR[0] if program == "floor" else view))
                if turn:  # the first round warms up
                    frames, pressed = found[program].setdefault("floor" if program == "floor" else view[0], ([], []))
                    frames.append(frame)
                    pressed.extend(keys)
    return found


def median(pairs, which):
    return statistics.median(p[which] for p in pairs)


def verdict(ok):
    return "PASS" if ok else "over"


def measure(ttff, programs, runs, figures):
    """Prints a table per size. `programs` gives by name what to run and what it shows when it is ready: floor, 1k, 100k
    and timer, which is 100k while a timer runs."""
    spec = importlib.util.spec_from_file_location("ttff", ttff)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tables = []
    for size in SIZES:
        drivers = {name: Driver(tool, argv, size, ready) for name, (argv, ready) in programs.items()}
        found = rounds(drivers, runs)
        for driver in drivers.values():
            driver.session.close("q")
        tables.append(table(size, found, figures))
    return "\n\n".join(tables)


def table(size, found, figures):
    label = f"{size[0]}x{size[1]}"
    floor = median(found["floor"]["floor"][1], 1)
    heads = (label, "frame B", "CPU ms", "100k:1k", f"<={GROWTH}", "key B", f"<={BYTES}", "CPU ms", ":floor", f"<={MOVE}")
    rows = [heads]
    for name, *_ in (*VIEWS, ("1, a timer runs",)):
        frames, keys = found["timer"]["1 dashboard"] if "timer" in name else found["100k"][name]
        frame, cpu = median(frames, 0), median(frames, 1)
        growth = None if "timer" in name else cpu / median(found["1k"][name][0], 1)
        most, key = max(k[0] for k in keys), median(keys, 1)
        times = key / floor
        figures.setdefault("views", {}).setdefault(label, {})[name] = {
            "frame_bytes": frame, "frame_cpu_ms": cpu, "growth": growth, "key_bytes": most, "key_cpu_ms": key, "key_floor": times
        }
        grows = "" if growth is None or "*" in name else verdict(growth <= GROWTH)
        rows.append((name, f"{frame:.0f}", f"{cpu:.2f}", "" if growth is None else f"{growth:.2f}x", grows,
                     f"{most}", verdict(most <= BYTES), f"{key:.2f}", f"{times:.2f}x", verdict(times <= MOVE)))
    most = max(k[0] for k in found["floor"]["floor"][1])
    rows.append(("floor", f"{median(found['floor']['floor'][0], 0):.0f}", f"{median(found['floor']['floor'][0], 1):.2f}",
                 "", "", f"{most}", "", f"{floor:.2f}", "", ""))
    widths = [max(len(r[n]) for r in rows) for n in range(len(heads))]
    return "\n".join("  ".join(c.rjust(w) if n else c.ljust(w) for n, (c, w) in enumerate(zip(r, widths))) for r in rows)
