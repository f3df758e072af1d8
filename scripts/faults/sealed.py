"""Encrypted databases: cut short, without power, without room, in use elsewhere. Nothing is lost, and nothing readable."""
import contextlib
import functools
import random
import shutil

import damage
import full
import kills
import power
from desk import NOW, Home, LeftOut, Screen, many, need

# Keys that cost no time.
OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4
MARKER = b"zzmarker"


def set_key(home, key=OLD):
    """What the configuration names as the key, and beside it the key that is to be the next one."""
    folder = home.folder / ".config" / "vadash"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("key", key), ("next", NEW), ("first", OLD)):
        (folder / name).write_text(text + "\n")
        (folder / name).chmod(0o600)
    (folder / "config.toml").write_text('[database]\nkey_file = "key"\n')


def key_file(home, name):
    return ["--key-file", home.folder / ".config" / "vadash" / name]


def is_sealed(path):
    return not path.read_bytes().startswith(b"SQLite format 3")


def copies(home):
    """Backups, and what a restored one replaced."""
    return sorted([*home.data.glob("backups/*.db"), *home.data.glob("vadash-replaced-*.db")])


def readable(home):
    """The files of the data folder that show what must not be seen."""
    files = [path for path in home.data.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in (MARKER, b"create table"))]


def filled(home, key=OLD):
    """A database with backups by itself and by hand and one that was replaced, plain if there is no key."""
    if key:
        set_key(home, key)
    # What this clock says is not pretended, so that backups are made by themselves.
    home.now, home.extra["VADASH_CLOCK"] = None, NOW
    home.with_clients().ok("log", "acme", "5m", "zzmarker first")
    for hour in (15, 16):
        home.extra["VADASH_CLOCK"] = f"2026-06-22T{hour}:00:00+02:00"
        home.ok("import", "csv", home.table(f"{hour}.csv", 60, f"zzmarker {hour} "))
        home.ok("db", "backup")
    home.ok("db", "restore", sorted(home.data.glob("backups/*-160000.db"))[-1])
    home.ok("log", "acme", "5m", "zzmarker last")
    need(len(copies(home)) == 4, f"there are {copies(home)}")
    if not key:
        set_key(home)


def entries(file):
    """How many entries a copy holds that opens with one of the keys."""
    with Home() as other:
        other.data.mkdir(mode=0o700, parents=True)
        shutil.copy(file, other.db)
        for key in (OLD, NEW):
            set_key(other, key)
            answer = other.run("--json", "entry", "list", "--from", "2000-01-01", "--to", "2100-01-01")
            if answer.code == 0:
                return answer.out.count('"note"')
            need("does not open with the key" in answer.err, answer)
    need(False, f"{file.name} opens with neither key")


# Each with the key before, the key after, and what it says if there is nothing left to do.
CHANGES = {
    "encrypt": (None, OLD, "is encrypted already"),
    "rekey": (OLD, NEW, None),
    "decrypt": (OLD, None, "is not encrypted"),
}


def changed(command):
    """One of the three commands, killed at random instants and then done again."""
    old, new, nothing_to_do = CHANGES[command]
    before = {}

    def words(home):
        return ["db", command, *(key_file(home, "next") if new == NEW else [])]

    def prepare(home):
        filled(home, old)
        before["notes"] = home.notes()
        before["copies"] = {path.name: entries(path) for path in copies(home)}

    def whole(home, what):
        check = home.run("db", "check")
        # Half of a change of keys is that a copy has the other one, which is said.
        between = what == "killed" and new == NEW and "the database is sound, but its newest backup is not" in check.err
        need(check.code == 0 or between, f"{what}: {check}")
        need(home.notes() == before["notes"], f"{what}: entries are missing")
        found = {path.name: entries(path) for path in copies(home)}
        need(found == before["copies"], f"{what}: the copies are {found} and not {before['copies']}")

    def look(home):
        done = is_sealed(home.db) == bool(new)
        if command == "rekey":
            done = home.run("status").code != 0
            set_key(home, NEW if done else OLD)
        whole(home, "killed")
        need(not (done and new and readable(home)), f"it is encrypted, and can be read in {readable(home)}")
        # Done again, as before: with the same key set.
        set_key(home)
        answer = home.run(*words(home))
        need(answer.code == 0 or done and nothing_to_do and nothing_to_do in answer.err, f"it does not finish: {answer}")
        need("left as it is" not in answer.out, answer)
        set_key(home, new or OLD)
        whole(home, "done again")
        files = [path for path in home.data.rglob("*") if path.is_file()]
        need(not [path for path in files if path.name.endswith(".part")], f"left are {files}")
        for path in [home.db, *copies(home)]:
            need(is_sealed(path) == bool(new), f"{path.name} is {'plain' if new else 'encrypted'}")
        need(not (new and readable(home)), f"it can be read in {readable(home)}")
        if new == NEW:
            set_key(home, OLD)
            for path in copies(home):
                home.refused("db", "restore", path, saying="does not open")
            set_key(home, NEW)
        return done

    return kills.cut_short(many(8, 200), prepare, words, look)


def screen():
    return kills.screen(many(4, 100), set_key)


def decrypted(home, tables):
    """What an encrypted home holds, and whether it is one and its copies are: all of them open with its key."""
    home.sound()
    sealed = is_sealed(home.db)
    need(not (sealed and readable(home)), f"it is encrypted, and can be read in {readable(home)}")
    if sealed:
        said = home.ok("db", "decrypt")
        need("left as it is" not in said, said)
    titles, rest = power.seen(home, tables)
    return titles, [*rest, sealed]


def power_encrypt():
    """The database and every copy, whichever of them were written anew."""

    def look(home, tables):
        found = {path.name: entries(path) for path in copies(home)}
        titles, rest = decrypted(home, tables)
        return titles, [*rest, found]

    return power.losses([["db", "encrypt"]], lambda home: filled(home, None), look=look, count=many(15, 500))


def power_day():
    """A day's commands; the first start is that of an encrypted database."""

    def prepare(home):
        set_key(home)
        power.prepared(home)

    first = [["client", "add", "acme", "--rate", "45"], ["log", "acme", "5m", "first"]]
    said = [power.losses(first, set_key, look=decrypted, count=many(25, 500))]
    day = [power.DAY[0], power.DAY[2], ["import", "csv", "more.csv"], ["undo"]]
    said.append(power.losses(day, prepare, look=decrypted, count=many(25, 1000)))
    return "; ".join(said)


def snapshot(home):
    """Every file below the data folder, but for the log's index."""
    files = [path for path in home.data.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
    return {str(path): path.read_bytes() for path in files}


def locked():
    """Open in another process: refused, unchanged."""
    refused = 0
    for command, (old, new, _) in CHANGES.items():
        with Home() as home:
            filled(home, old)
            words = ["db", command, *(key_file(home, "next") if new == NEW else [])]
            with Screen(home) as screen:
                screen.ready()
                before, notes = snapshot(home), home.notes()
                home.refused(*words, saying="is open in another vadash")
                need(snapshot(home) == before and home.notes() == notes, "something was changed")
                refused += 1
                screen.command("log acme 5m goes on", "logged 0:05 for Acme: goes on")
                screen.quit()
            home.ok(*words)
            set_key(home, new or OLD)
            need(home.notes() == {**notes, "goes on": 300}, "what was written meanwhile is missing")
            home.sound()
    return f"{refused} commands refused with a sentence while a screen has it open, nothing changed; then they work"


def inside(folder):
    """Where there is little room: refused with a sentence, the copies whole, and it works when there is room again."""
    place, tight, free = full.small(folder)
    refused = half_way = 0
    with Home(place / "home") as home:
        home.folder.mkdir()
        filled(home, None)
        # Larger than its copies: there may be room for them alone.
        home.ok("import", "csv", home.table("more.csv", 1500, "zzmarker more "))
        notes, found = home.notes(), {path.name: entries(path) for path in copies(home)}
        # Enough for a copy written anew, and less than for the database.
        copy = max(path.stat().st_size for path in copies(home))
        for room in (0, 4 << 10, 40 << 10, 180 << 10, copy + (20 << 10), copy + (80 << 10)):
            tight(room)
            answer = home.run("db", "encrypt")
            parts = [path.name for path in home.data.rglob("*.part*")]
            free()
            need(not parts, f"left are {parts}")
            need({path.name: entries(path) for path in copies(home)} == found, "a copy is not what it was")
            need(answer.code == 1 and answer.err.startswith("error: ") and answer.err.count("\n") == 1, answer)
            refused += 1
            need(not is_sealed(home.db) and home.notes() == notes, "something was changed")
            done = sum(map(is_sealed, copies(home)))
            half_way += done > 0
            need((f"{done} copies of it are done" if done else full.FULL) in answer.err, f"{done} were done: {answer}")
            home.sound()
        need(half_way, "there never was room for the copies alone")
        home.ok("db", "encrypt")
        need(home.notes() == notes and not readable(home), f"it can be read in {readable(home)}")
        home.sound()
    print(f"{refused} times refused with a sentence ({half_way} half-way), the database as it was, no copy lost, no half file; then it works")


def damaged():
    """An encrypted file with something changed in it, under either cipher: always found, and never taken for the truth."""
    said = []
    for cipher in ("chacha20", "sqlcipher"):
        found = refused = 0
        with Home() as first, Home() as home:
            damage.filled(first)
            set_key(first)
            first.ok("db", "encrypt", "--cipher", cipher)
            # Taken back, it leaves pages in which nothing is kept any more.
            first.ok("import", "csv", first.table("more.csv", 1500, "more"))
            first.ok("undo")
            set_key(home)
            data = first.db.read_bytes()
            good = {tuple(words): first.ok(*words) for words in damage.READS}
            for _ in range(count := many(40, 500)):
                shutil.rmtree(home.data, ignore_errors=True)
                shutil.copytree(first.data, home.data)
                home.db.write_bytes(damage.changed(data))
                answers = []
                for words in random.sample(damage.READS, 3):
                    answer = home.run(*words)
                    sentence = answer.code == 1 and answer.err.startswith("error: ") and answer.err.count("\n") == 1
                    need(sentence or answer.code == 0 and answer.out == good[tuple(words)], f"{cipher}: {answer}")
                    answers.append(answer)
                check = home.run("db", "check")
                need(check.code == 1, f"{cipher}: db check finds nothing")
                found += 1
                refused += any(answer.code == 1 for answer in answers)
        said.append(f"{cipher}: {count} files changed, {found} found by db check, {refused} at reading")
    return "; ".join(said) + "; no answer was wrong"


def sqlcipher():
    """SQLCipher 4 and vadash read each other's files, and what a process that was ended has left beside them."""
    try:
        from sqlcipher3 import dbapi2 as other
    except ImportError:
        raise LeftOut("SQLCipher for Python is missing (pip install sqlcipher3-wheels)") from None

    def theirs(path, key):
        db = other.connect(path, isolation_level=None)
        db.execute(f"PRAGMA key = \"{key}\"")
        return db

    phrase = "correct horse battery staple"
    raw = f"x'{OLD}'"
    with Home() as home:
        filled(home, None)
        notes = home.notes()
        for command, secret, key in (("encrypt", OLD, raw), ("rekey", phrase, phrase)):
            set_key(home, OLD)
            (home.folder / ".config" / "vadash" / "next").write_text(secret + "\n")
            home.ok("db", command, "--cipher", "sqlcipher", *key_file(home, "next"))
            set_key(home, secret)
            for path in [home.db, *copies(home)]:
                with contextlib.closing(theirs(path, key)) as db:
                    need(not db.execute("PRAGMA cipher_integrity_check").fetchall(), f"{path.name}: a page does not fit")
                    need(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], f"{path.name} is damaged")
            # Made anew by the other one, under the same name.
            whole = home.folder / "whole.db"
            with contextlib.closing(theirs(home.db, key)) as db:
                db.execute(f"ATTACH '{whole}' AS whole KEY \"{key}\"")
                db.execute("SELECT sqlcipher_export('whole')")
                for pragma in ("application_id", "user_version"):
                    db.execute(f"PRAGMA whole.{pragma} = {db.execute(f'PRAGMA {pragma}').fetchone()[0]}")
            whole.rename(home.db)
            need(home.notes() == notes, "what SQLCipher wrote is read as something else")
            if secret == phrase:
                continue
            home.sound()
            # In the middle of a change: one that is committed in its log, and one that is not and has a journal.
            for mode, change in (("wal", "aloud"), ("delete", "quietly")):
                with contextlib.closing(theirs(home.db, key)) as db:
                    db.execute(f"PRAGMA journal_mode = {mode}")
                    db.execute("PRAGMA cache_size = 5")
                    db.execute("BEGIN")
                    db.execute("UPDATE entry SET note = ? || note", (change,))
                    if mode == "wal":
                        db.execute("COMMIT")
                    beside = home.db.with_name(home.db.name + ("-wal" if mode == "wal" else "-journal"))
                    need(beside.stat().st_size > 4096, f"there is no {beside.name}")
                    left = [(path, path.read_bytes()) for path in (home.db, beside)]
                for path, data in left:
                    path.write_bytes(data)
                begun = {f"aloud{note}": seconds for note, seconds in notes.items()}
                need(home.notes() == begun, f"what SQLCipher left in {beside.name} is not what is read")
                need(not beside.exists(), f"{beside.name} is still there")
            whole.write_bytes(home.db.read_bytes())
            with contextlib.closing(theirs(whole, key)) as db:
                db.execute("UPDATE entry SET note = substr(note, 6)")
            whole.rename(home.db)
            need(home.notes() == notes, "it is not as it was")
    return "files, logs and journals of SQLCipher 4 read, and ours by it, with a key and with a passphrase"


PARTS = {
    **{command: functools.partial(changed, command) for command in CHANGES},
    "screen": screen,
    "power-encrypt": power_encrypt,
    "power-day": power_day,
    "locked": locked,
    "damaged": damaged,
    "sqlcipher": sqlcipher,
    "full": lambda: full.mounted("sealed-full"),
}
PARTS = {f"sealed-{name}": part for name, part in PARTS.items()}
