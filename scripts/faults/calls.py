"""Commands ended at each call by which they make something last, and such a call that fails: whole, or not at all."""
import functools
import random
import re
import shutil
import subprocess

import power
from cuts import event, look_written, newest, of_version, with_folder
from desk import LONG, Broken, Home, LeftOut, many, need

LASTING = "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat"
KILLED = "signal=SIGKILL"
CALL = re.compile(r"(\w+)\(")


def traced(home, words, calls, inject=None):
    """Runs a command, and does something at one of these calls: the exit code, its sentence, and the first thread's calls."""
    trace = home.folder / "trace"
    inject = ["-e", f"inject={inject}"] if inject else []
    argv = ["strace", "-f", "-y", "-s", "0", "-e", f"trace={calls}", *inject, "-o", str(trace), *home.argv(words)]
    run = subprocess.run(argv, env=home.env(), cwd=home.folder, stdin=subprocess.DEVNULL, capture_output=True)
    lines = [line.split(maxsplit=1) for line in trace.read_text().replace(str(home.folder), "~").splitlines()]
    trace.unlink()
    return run.returncode, run.stderr.decode(), [line for thread, line in lines if thread == lines[0][0] and CALL.match(line)]


def at_each_call(prepare, commands, look, how=KILLED, calls=LASTING, near=""):
    """Does something at each of these calls of commands, in the quick form at those from the first to the last one on a
    path and soon after: how often that was, and where it led to what is neither old nor new, nor what was said."""
    if not shutil.which("strace"):
        raise LeftOut("strace is missing")
    count, faults = 0, []
    with Home() as first:
        prepare(first)
        for words in commands:

            def after(change, words=words):
                """What a copy shows after that, and what came of it."""
                with Home() as copy:
                    shutil.rmtree(copy.folder)
                    shutil.copytree(first.folder, copy.folder)
                    return change(copy, words), look(copy, power.TABLES[:-2])

            _, old = after(lambda copy, words: None)
            (code, err, all_calls), new = after(lambda copy, words: traced(copy, words, calls))
            need(code == 0, f"{words}: {err}")
            held = [n for n, call in enumerate(all_calls) if near in call]
            numbers = range(len(all_calls)) if LONG else range(held[0], min(held[-1] + 3, len(all_calls)))
            if not LONG and len(numbers) > 6:
                numbers = sorted(random.sample(numbers, 6))
            names = [CALL.match(call).group(1) for call in all_calls]
            for number in numbers:
                count += 1
                where = f"{' '.join(words[:2])} at {all_calls[number].split(' = ')[0].strip()}"
                try:
                    # Each kind of call is counted by itself.
                    when = names[: number + 1].count(names[number])
                    change = functools.partial(traced, calls=calls, inject=f"{names[number]}:{how}:when={when}")
                    (code, err, _), state = after(change)
                    need(code in (0, 1, -9), f"exit {code}: {err}")
                    need(code != 1 or err.startswith("error: ") and err.count("\n") == 1, f"no sentence: {err}")
                    need(state in (old, new), f"it is neither what was nor what should be: {state[0]}")
                    done = "/vadash.db is in its place, but a loss of power may undo that" in err
                    need(code != 1 or state == (new if done else old), f"it was refused ({err.strip()}), and yet it was done")
                    need(code != 0 or state == new, "it was acknowledged, and yet it was not done")
                except Broken as error:
                    faults.append(f"{where}: {error}")
            first.ok(*words)
    return count, faults


def whole_steps(prepare, commands, look):
    """Each command's work is there whole or not at all, wherever it is ended; in the long form also without power."""
    count, faults = at_each_call(prepare, commands, look, near="~/cal")
    need(not faults, f"{len(faults)} of {count} times: " + "; ".join(faults))
    said = f"{len(commands)} commands ended at {count} calls: whole or nothing, check clean"
    losses = LONG and power.losses(commands, prepare, tables=power.TABLES[:-2], look=look, count=400)
    return f"{said}; {losses}" if losses else said


def client():
    """What stands in no file, whose meeting it is, is changed together with what does, or not at all."""
    both = ["event", "edit", "1", "--title", "second", "--client", "acme"]
    commands = [both, ["undo"], ["event", "add", "acme new 2026-06-22 19:00-19:30", "--calendar", "Team"]]
    return whole_steps(with_folder, commands[: many(2, 3)], functools.partial(look_written, whose=True, on=False))


def several():
    """One step that writes several files."""

    def prepare(home):
        with_folder(home)
        events = [event(f"w{n}", f"new {n}", 18).split("elsewhere\r\n")[1].replace("END:VCALENDAR\r\n", "") for n in range(3)]
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"
        (home.folder / "in.ics").write_text(text, newline="")

    commands = [["import", "ics", "in.ics", "--calendar", "Team"], ["undo"]]
    return whole_steps(prepare, commands, functools.partial(look_written, on=False))


def last_file():
    """The only file of a folder is removed, and put back."""
    prepare = functools.partial(with_folder, count=1)
    return whole_steps(prepare, [["event", "rm", "1"], ["undo"]], functools.partial(look_written, on=False))


def strays():
    """What a killed command has left beside the calendar's files goes with the next change of that calendar."""
    if not shutil.which("strace"):
        raise LeftOut("strace is missing")
    changes = [["event", "edit", "1", "--title", "second"], ["event", "add", "new 2026-06-22 19:00-19:30", "--calendar", "Team"]]
    with Home() as home:
        with_folder(home)
        for words in changes:
            code, err, _ = traced(home, words, "rename,renameat,renameat2", f"rename,renameat,renameat2:{KILLED}:when=1")
            need(code == -9, f"{words} was not killed: {err}")
        home.ok("event", "edit", "2", "--title", "goes on")
        home.ok("event", "edit", "1", "--title", "goes on, too")
        left = sorted(path.name for path in (home.folder / "cal").iterdir())
        need(left == ["u1.ics", "u2.ics", "u3.ics"], f"beside the calendar's files stands {left}")
        home.sound()
    return f"{len(changes)} changes killed before their file had its name: nothing is left of them after the next"


def failing():
    """The disk fails, or is full, at one of the calls: refused with a sentence and nothing done, or done."""
    edits = [["event", "edit", "1", "--title", "second"], ["event", "rm", "2"], ["undo"]]
    added = [["event", "add", "new 2026-06-22 19:00-19:30", "--calendar", "Team"]]
    look = functools.partial(look_written, on=False)

    def restored(home):
        power.prepared(home)
        home.ok("db", "backup", home.folder / "copy.db")
        home.ok("log", "acme", "5m", "after")

    older = functools.partial(of_version, version=newest() - 1)
    said, faults = [], []
    for what, (prepare, commands, look, *how) in {
        "written back": (with_folder, [*edits, *added][: many(1, 4)], look, "error=EIO", LASTING, "~/cal"),
        "written back, full": (with_folder, [*edits, *added][: many(1, 4)], look, "error=ENOSPC", "pwrite64", "db-wal"),
        "restored": (restored, [["db", "restore", "copy.db"]], power.seen, "error=EIO", LASTING, "vadash.db.part"),
        "brought up to date": (older, [["log", "acme", "5m", "after"]], power.seen, "error=EIO", LASTING, "before"),
    }.items():
        count, found = at_each_call(prepare, commands, look, *how)
        said.append(f"{count} {what}")
        faults += found
    need(not faults, f"{len(faults)} of {', '.join(said)}: " + "; ".join(faults[: many(6, 99)]))
    return f"calls that failed: {', '.join(said)}: refused with a sentence and nothing done, or done"


PARTS = {
    "calls-client": client,
    "calls-several": several,
    "calls-last-file": last_file,
    "calls-strays": strays,
    "calls-failing": failing,
}
