"""The measuring half of scripts/bench, which prepares what it measures: bench.py TTFF WORK NOW."""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import bench_desk
import bench_views

TTFF, WORK, NOW = sys.argv[1:4]
VADASH, FLOOR = os.environ["VADASH"], os.environ["FLOOR"]
RUNS = int(os.environ.get("RUNS", "20"))
COMMANDS = int(os.environ.get("COMMANDS", "200"))
IDLE = float(os.environ.get("IDLE", "60"))
SIZE = os.environ.get("SIZE", "200x50")
PARTS = os.environ.get("PARTS", "commands first_frames moves idle views desks").split()
ROUNDS = min(4, RUNS)  # programs take turns, so that a busy moment of the machine hits all alike

rows, tables, figures = [], [], {}


def row(what, vadash, floor="", ratio="", bar="", ok=None):
    rows.append((what, vadash, floor, ratio, bar, "" if ok is None else "ok" if ok else "MISSED"))


def ratio_row(what, name, mine, other, unit, bar=None):
    ratio = mine / other if other else float("inf")
    figures[name] = {"vadash": mine, "floor": other, "ratio": round(ratio, 3), "bar": bar}
    row(what, f"{mine:.2f} {unit}", f"{other:.2f} {unit}", f"{ratio:.2f}x", f"<= {bar}x" if bar else "", ratio <= bar if bar else None)


# ------------------------------------------------------------------------------------------- screens

def ttff(label, argv, ready, runs, extra=()):
    out = os.path.join(WORK, "ttff.json")
    words = [sys.executable, TTFF, "--size", SIZE, "--runs", str(runs), "--label", label, "--json", out]
    for text in ready:
        words += ["--ready", text]
    done = subprocess.run([*words, *extra, "--", *argv], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"bench: {label}: {done.stderr}")
    with open(out) as file:
        found = json.load(file)
    if not found["ok"]:
        sys.exit(f"bench: {label} drew nothing: {found['errors']}\n{done.stderr}")
    return found


EVENING = NOW.replace("T09:", "T20:")


def screen(db):
    return [VADASH, "--db", os.path.join(WORK, db), "--now", NOW]


PANES = ["Schedule", "Tasks", "Retainers", "Unbilled"]
PROGRAMS = {
    "floor": ([os.path.join(FLOOR, "floor-tui"), os.path.join(WORK, "floor-100000.db")], ["Today", *PANES[1:]]),
    "1k": (screen("vadash-1000.db"), PANES),
    "100k": (screen("vadash-100000.db"), PANES),
    "demo": ([VADASH, "--demo", "--now", NOW], PANES),
}


def median(runs, key):
    return statistics.median(r[key] for r in runs if r.get(key) is not None)


def first_frames():
    runs = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, (argv, ready) in PROGRAMS.items():
            found = ttff(name, argv, ready, max(1, RUNS // ROUNDS))
            runs[name] += [r for r in found["raw"] if "error" not in r]
    frame = {name: median(r, "frame_ms") for name, r in runs.items()}
    cpu = {name: median(r, "start_cpu_ms") for name, r in runs.items()}
    ratio_row("first frame, 100k entries : 1k", "frame_100k_1k", frame["100k"], frame["1k"], "ms", 1.5)
    ratio_row("first frame, 100k entries : floor", "frame_100k_floor", frame["100k"], frame["floor"], "ms", 2.5)
    ratio_row("   its CPU : floor's", "frame_cpu_floor", cpu["100k"], cpu["floor"], "ms")
    ratio_row("first frame, --demo : floor", "frame_demo_floor", frame["demo"], frame["floor"], "ms")
    ratio_row("   bytes : floor's", "frame_bytes_floor", median(runs["100k"], "bytes"), median(runs["floor"], "bytes"), "B")
    asked = max(r["queries"] for r in runs["100k"])
    figures["queries"] = asked
    row("terminal queries before it", str(asked), "", "", "0", asked == 0)
    rss = max(r["rss_kib"] for r in runs["100k"]) / 1024
    other = max(r["rss_kib"] for r in runs["floor"]) / 1024
    figures["rss_mib"] = round(rss, 2)
    row("resident at first frame", f"{rss:.1f} MiB", f"{other:.1f} MiB", f"{rss / other:.2f}x", "<= 12 MiB", rss <= 12)


def moves():
    found = {}
    steps = ["--step", "move|<down> / <up>|*|40", "--pause", "20"]
    for name in ("floor", "1k", "100k"):
        argv, ready = PROGRAMS[name]
        # From the pane that has the focus at the start to one that has rows whatever the hour.
        there = [] if name == "floor" else ["--step=-tasks|<tab>|*|1"]
        raw = ttff(name, argv, ready, 1, [*there, *steps])["raw"]
        steps_done = [s for r in raw for s in r.get("steps", {}).get("move", [])]
        hits = [s for s in steps_done if "hit_ms" in s]
        if not hits:
            sys.exit(f"bench: {name}: no cursor move was seen")
        found[name] = hits
    last = {name: statistics.median(s["last_byte_ms"] for s in hits) for name, hits in found.items()}
    size = {name: statistics.median(s["bytes"] for s in hits) for name, hits in found.items()}
    most = max(s["bytes"] for s in found["100k"])
    ratio_row("cursor move, 100k entries : floor", "move_floor", last["100k"], last["floor"], "ms", 1.5)
    ratio_row("cursor move, 100k entries : 1k", "move_1k", last["100k"], last["1k"], "ms")
    figures["move_bytes"] = {"median": size["100k"], "most": most, "floor": size["floor"]}
    row("   bytes, most", f"{most} B", f"{size['floor']:.0f} B", f"{most / size['floor']:.2f}x", "<= 300 B", most <= 300)


def idle():
    if not IDLE:
        return
    # In the evening: while a meeting is near, its countdown goes on by the minute, as it must.
    argv, ready = [*screen("vadash-100000.db")[:-1], EVENING], PANES
    found = ttff("idle", argv, ready, 1, ["--warmup", "0", "--idle", str(IDLE)])["raw"][-1]["idle"]
    other = ttff("floor idle", *PROGRAMS["floor"], 1, ["--warmup", "0", "--idle", str(min(IDLE, 20))])["raw"][-1]["idle"]
    figures["idle"] = found
    row(f"idle {IDLE:.0f} s: bytes", str(found["bytes"]), str(other["bytes"]), "", "0", found["bytes"] == 0)
    row("   CPU", f"{found['cpu_ms']:.1f} ms", f"{other['cpu_ms']:.1f} ms", "", "none", found["cpu_ms"] < 1)
    row("   wake-ups", str(found["vol"] + found["invol"]), str(other["vol"] + other["invol"]))
    row("   written to disk", f"{found['disk_write_bytes']} B", "", "", "0", found["disk_write_bytes"] == 0)
    rss = found["rss_kib"] / 1024
    row("   resident after it", f"{rss:.1f} MiB", f"{other['rss_kib'] / 1024:.1f} MiB", "", "<= 12 MiB", rss <= 12)


# ------------------------------------------------------------------------------------------- commands

def spend(argv):
    """CPU and wall milliseconds of one whole process."""
    begun = time.monotonic_ns()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(argv[0], argv, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"bench: {' '.join(argv)} failed")
    return (usage.ru_utime + usage.ru_stime) * 1e3, (time.monotonic_ns() - begun) / 1e6


def versus(what, name, mine, other, bar):
    taken = {"mine": [], "other": []}
    for turn in range(COMMANDS + 5):
        pair = [("mine", mine(turn) if callable(mine) else mine), ("other", other)]
        for which, argv in pair if turn % 2 else reversed(pair):
            spent = spend(argv)
            if turn >= 5:
                taken[which].append(spent)
    cpu = {k: statistics.median(s[0] for s in v) for k, v in taken.items()}
    wall = {k: statistics.median(s[1] for s in v) for k, v in taken.items()}
    ratio_row(f"{what}: CPU", f"{name}_cpu", cpu["mine"], cpu["other"], "ms", bar)
    ratio_row("   wall", f"{name}_wall", wall["mine"], wall["other"], "ms", bar)


def commands():
    floor = os.path.join(FLOOR, "floor-cli")
    base = [VADASH, "--db", os.path.join(WORK, "vadash-100000.db"), "--now", NOW]
    versus("status : floor status", "status", [*base, "status"], [floor, "status", os.path.join(WORK, "floor-100000.db")], 1.3)
    for kind in ("vadash", "floor"):
        shutil.copy(os.path.join(WORK, f"{kind}-100000.db"), os.path.join(WORK, f"{kind}-log.db"))
    base[2] = os.path.join(WORK, "vadash-log.db")

    def mine(turn):
        """For each client in turn: nobody logs a hundred times a day for one."""
        return [*base, "log", f"client{turn % 20 + 1:02}", "30m", "newsletter"]

    versus("log : floor start", "log", mine, [floor, "start", os.path.join(WORK, "floor-log.db"), "Client 03"], 1.6)


def views():
    timer = os.path.join(WORK, "vadash-timer.db")
    shutil.copy(os.path.join(WORK, "vadash-100000.db"), timer)
    subprocess.run([VADASH, "--db", timer, "--now", NOW, "start", "client03"], check=True, stdout=subprocess.DEVNULL)
    programs = {name: (PROGRAMS[name][0], "Tasks") for name in ("floor", "1k", "100k")}
    programs["timer"] = (screen("vadash-timer.db"), "Tasks")
    tables.append(bench_views.measure(TTFF, programs, max(1, RUNS // 4), figures))


def desks():
    alone = screen("vadash-100000.db")
    bench_desk.measure(TTFF, VADASH, os.environ["DESK"], WORK, NOW, alone, max(3, RUNS // 4), spend, row)


def main():
    for part in (commands, first_frames, moves, idle, views, desks):
        if part.__name__ not in PARTS:
            continue
        print(f"measuring: {part.__name__.replace('_', ' ')}", file=sys.stderr)
        part()
    heads = ("", "vadash", "floor or other", "ratio", "bar", "")
    widths = [max(len(r[n]) for r in [heads, *rows]) for n in range(6)]
    print(f"{SIZE}, medians of {RUNS} runs, {COMMANDS} of each command; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for cells in [heads, *rows]:
        print("  ".join(c.ljust(w) if n == 0 or n == 5 else c.rjust(w) for n, (c, w) in enumerate(zip(cells, widths))).rstrip())
    for text in tables:
        print(f"\n{text}")
    if os.environ.get("OUT"):
        with open(os.environ["OUT"], "w") as file:
            json.dump(figures, file, indent=1)


main()
