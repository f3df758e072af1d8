"""Files that are not what they should be: refused with a sentence, and left as they are."""
import contextlib
import os
import random
import shutil
import sqlite3

from desk import Home, many, need

READS = [["status"], ["entry", "list"], ["unbilled"], ["retainers"], ["task", "list"], ["agenda"], ["history"]]


def filled(home):
    home.with_clients().ok("import", "csv", home.table("rows.csv", 300, "r"))
    home.ok("agreement", "add", "acme", "retainer", "--hours", "10", "--fee", "400", "--start", "2026-05-01")
    for n in range(5):
        home.ok("event", "add", f"acme meeting{n} 2026-06-2{n + 2} 15:00-15:45")
        home.ok("task", "add", f"acme task{n} due:2026-07-0{n + 1}")
    home.ok("start", "acme", "runs")
    return home


def strangers():
    """What is no database of ours."""
    text = b"Dear Acme,\n" * 50

    def another(path):
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.executescript("CREATE TABLE mail(id INTEGER PRIMARY KEY, body TEXT); INSERT INTO mail(body) VALUES ('hello')")

    def another_with_log(path):
        shutil.rmtree(path.parent / "kept", ignore_errors=True)
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.executescript("PRAGMA journal_mode=WAL; CREATE TABLE mail(id INTEGER PRIMARY KEY, body TEXT)")
            shutil.copytree(path.parent, path.parent.parent / "kept")
        shutil.rmtree(path.parent)
        (path.parent.parent / "kept").rename(path.parent)

    def another_half_way(path):
        """With a journal beside it, which whoever opens it for writing would roll back."""
        another(path)
        path.with_name(path.name + "-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504))

    def newer(path):
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 99")

    def keep(fraction):
        def cut(path):
            data = path.read_bytes()
            path.write_bytes(data[: int(len(data) * fraction)])

        return cut

    kinds = {
        "text": lambda path: path.write_bytes(text),
        "one byte": lambda path: path.write_bytes(b"x"),
        "random bytes": lambda path: path.write_bytes(random.randbytes(100_000)),
        "zeros": lambda path: path.write_bytes(bytes(65536)),
        "half a header": lambda path: path.write_bytes(path.read_bytes()[:50]),
        "a header alone": lambda path: path.write_bytes(path.read_bytes()[:100]),
        "another program's": lambda path: (path.unlink(), another(path)),
        "another program's with its log": lambda path: (path.unlink(), another_with_log(path)),
        "another program's, half-way": lambda path: (path.unlink(), another_half_way(path)),
        "a newer schema": newer,
        "a folder": lambda path: (path.unlink(), path.mkdir()),
        "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
        "a device": lambda path: (path.unlink(), path.symlink_to("/dev/zero")),
        "another file's signature": lambda path: path.write_bytes(b"MZ" + path.read_bytes()[2:]),
        "half of it": keep(0.5),
        "a tenth of it": keep(0.1),
    }
    with Home() as first, Home() as home:
        filled(first)
        for kind, make in kinds.items():
            shutil.rmtree(home.data, ignore_errors=True)
            shutil.copytree(first.data, home.data)
            make(home.db)
            before = home.files()
            table = first.folder / "rows.csv"
            for words in [["status"], ["entry", "list"], ["log", "acme", "5m"], ["db", "check"], ["import", "csv", table]]:
                answer = home.run(*words)
                # Of a file that is cut off, what is read may be whole; whatever is said, it is no made-up answer.
                if kind in ("half of it", "a tenth of it") and answer.code == 0 and words[0] in ("status", "entry"):
                    with_all = first.run(*words)
                    need(answer.out == with_all.out, f"{kind}: a made-up answer: {answer}")
                else:
                    sentence = answer.err.startswith("error: ") and answer.err.count("\n") == 1
                    need(answer.code == 1 and sentence, f"{kind}: {answer}")
            need(home.files() == before, f"{kind}: something was changed: {set(home.files()) ^ set(before)}")
        # An empty file is a database that was just begun.
        shutil.rmtree(home.data)
        home.data.mkdir(mode=0o700)
        home.db.touch()
        home.ok("client", "add", "acme")
        home.sound()
    return f"{len(kinds)} kinds of files refused with a sentence, untouched; an empty one is filled"


def changed(data):
    """A file with a few sectors or a bit of it destroyed."""
    bad = bytearray(data)
    while bad == data:
        for _ in range(random.choice([1, 1, 3])):
            size = random.choice([1, 512, 4096])
            at = random.randrange(len(bad) // size) * size
            other = random.randrange(len(bad) // size) * size
            flipped = bytes([bad[at] ^ 1 << random.randrange(8)]) + bad[at + 1 : at + size]
            bad[at : at + size] = random.choice([bytes(size), random.randbytes(size), data[other : other + size], flipped])
    return bytes(bad)


def pages():
    """A few sectors destroyed somewhere: no panic, nothing that hangs, no wrong figure that 'db check' calls sound."""
    count = many(60, 1000)
    refused = told = harmless = 0
    with Home() as first, Home() as home:
        filled(first)
        data = first.db.read_bytes()
        good = {tuple(words): first.ok(*words) for words in READS}
        for _ in range(count):
            shutil.rmtree(home.data, ignore_errors=True)
            shutil.copytree(first.data, home.data)
            home.db.write_bytes(changed(data))
            answers = []
            for words in random.sample(READS, 3):
                before = home.files()
                answer = home.run(*words)
                sentence = answer.code == 1 and answer.err.startswith("error: ") and answer.err.count("\n") == 1
                need(answer.code == 0 or sentence, answer)
                # Whoever reads may make the window of meetings anew; whoever refuses does nothing.
                need(answer.code == 0 or home.files() == before, f"refused, and something was changed: {answer}")
                answers.append(answer)
            wrong = [a for a in answers if a.code == 0 and a.out != good[tuple(a.words)]]
            check = home.run("db", "check")
            need(not wrong or check.code == 1, f"db check finds nothing, and yet: {wrong[:1] and wrong[0]}")
            refused += any(a.code == 1 for a in answers)
            told += check.code == 1
            harmless += check.code == 0
            written = home.run("log", "acme", "5m", "x")
            need(written.code == 0 or written.err.count("\n") == 1, written)
            home.run("undo")
    return f"{count} files damaged: {told} told by db check, {refused} at reading, {harmless} where nothing is kept; no panic"


PARTS = {"strangers": strangers, "damaged-pages": pages}
