"""A desk of five years with tasks, meetings and series, and one of ten times as much: what their keys cost; a part of
scripts/bench.

Milliseconds of CPU, medians. Bars: the desk's first frame is at most 1.3 times that of its entries alone; a task done, undone
and done again costs at most 3 times a `log`, and on ten times the desk 4 times as much; a key within a month costs at most
twice a key in a list.
"""
import importlib.util
import os
import statistics
import subprocess

from bench_views import Driver

SIZE = (200, 50)
# What a key is called, and the keys that come before it; each starts where the one above it has left off.
KEYS = (
    ("tasks", "", "3"),
    ("a key in a list", "", "<down>"),
    ("a task done", "", "<space>"),
    ("undo", "", "u"),
    ("redo", "", "<c-r>"),
    ("undo again", "", "u"),
    ("dashboard", "", "1"),
    ("clients", "", "5"),
    ("a client's page", "", "<enter>"),
    ("a month", "<esc> 2 w", "w"),
    ("a key within it", "", "<down>"),
    ("another month", "", "}"),
    ("back to days", "t", "w"),
)


def measure(ttff, vadash, desk, work, now, alone, runs, spend, row):
    """Makes both desks and adds a row for each key; `alone` starts the screen over entries alone."""
    spec = importlib.util.spec_from_file_location("ttff", ttff)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    programs = {"alone": alone}
    for times in (1, 10):
        db = os.path.join(work, f"desk-{times}.db")
        for old in (db, f"{db}-wal", f"{db}-shm"):
            if os.path.exists(old):
                os.unlink(old)
        subprocess.run([desk, db, str(times)], check=True, stdout=subprocess.DEVNULL)
        programs[times] = [vadash, "--db", db, "--now", now]
    first, keys, logs = {name: [] for name in programs}, {}, []
    for _ in range(runs):
        for name, argv in programs.items():
            driver = Driver(tool, argv, SIZE, "Tasks")
            first[name].append(tool.usage(driver.session.pid)["cpu_ms"])
            for what, before, key in KEYS if name != "alone" else ():
                driver.go(before)
                keys.setdefault((what, name), []).append(driver.press(key)[1])
            driver.session.close("q")
        logs.append(spend([*programs[1], "log", "client01", "5m", "bench"])[0])
        spend([*programs[1], "undo"])
    first = {name: statistics.median(found) for name, found in first.items()}
    keys = {name: statistics.median(found) for name, found in keys.items()}
    log = statistics.median(logs)

    def against(what, mine, other, bar):
        ratio = mine / other
        row(what, f"{mine:.1f} ms", f"{other:.1f} ms", f"{ratio:.2f}x", f"<= {bar}x" if bar else "", ratio <= bar if bar else None)

    against("first frame, a desk : its entries alone", first[1], first["alone"], 1.3)
    against("   ten times the desk : once", first[10], first[1], None)
    for what in ("a task done", "undo", "redo"):
        against(f"{what} on the screen : log", keys[what, 1], log, 3)
        against("   ten times the desk : once", keys[what, 10], keys[what, 1], 4)
    for times, name in ((1, ""), (10, ", ten times")):
        against(f"a key within a month : in a list{name}", keys["a key within it", times], keys["a key in a list", times], 2)
    for what in ("tasks", "clients", "a client's page", "a month", "another month"):
        against(f"{what}, ten times the desk : once", keys[what, 10], keys[what, 1], None)
