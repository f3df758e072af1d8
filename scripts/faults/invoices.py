"""Invoices while they are issued: killed, by two at once, after an older backup. No number twice, none left out."""
import random
import threading

from desk import Home, kill_after, many, need
from kills import typical

BUSINESS = ["business", "set", "--name", "Desk", "--street", "Main Street 1", "--postcode", "50667", "--city", "Town",
            "--country", "DE", "--regime", "vat", "--vat-id", "DE123456788"]


def desk(home, *clients):
    home.ok(*BUSINESS)
    for client in clients:
        home.ok("client", "add", client, "--name", client.title(), "--rate", "45")
        home.ok("client", "edit", client, "--street", "Ring 2", "--postcode", "12345", "--city", "Town", "--country", "DE")


def numbers(home):
    """The running numbers that are given, which have no gap."""
    given = [row["number"] for row in home.json("invoice", "list", "--limit", "100000")]
    sequences = sorted(int(number.rsplit("-", 1)[1]) for number in given)
    need(sequences == list(range(1, len(sequences) + 1)), f"numbers have a gap or stand twice: {sequences}")
    return len(sequences)


def killed():
    """kill -9 while it is issued: none or a whole one, and no gap."""
    kills = done = 0
    with Home() as home:
        desk(home, "acme")
        home.ok("charge", "add", "acme", "first", "--price", "10")
        took = typical(home, "invoice", "issue", "acme")
        n = 1
        while kills < many(60, 1000):
            home.ok("charge", "add", "acme", f"thing {n}", "--price", f"{n % 90 + 1}.5")
            while True:
                before = numbers(home)
                killed = kill_after(home.start("invoice", "issue", "acme", "--through", "2026-06-22"), random.uniform(0, took * 1.3))
                kills += killed
                after = numbers(home)
                need(after - before in (0, 1), f"{after - before} invoices of one command")
                need(killed or after == before + 1, "what was acknowledged is not there")
                if after > before:
                    break
            n, done = n + 1, done + 1
            left = home.json("unbilled", "--client", "acme")["clients"]
            need(left == [], f"a part of what was issued is still unbilled: {left}")
        home.sound()
    return f"{kills} kills, {done + 1} invoices: none half, no gap"


def together():
    """Two that issue at once: none missing, none twice."""
    each = many(30, 500)
    with Home() as home:
        desk(home, "acme", "zeta")
        wrong = []

        def issue(client):
            for n in range(each):
                for words in (["charge", "add", client, f"thing {n}", "--price", "10"], ["invoice", "issue", client, "--through", "2026-06-21"]):
                    answer = home.run(*words)
                    if answer.code:
                        wrong.append(str(answer))

        threads = [threading.Thread(target=issue, args=(client,)) for client in ("acme", "zeta")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        need(not wrong, f"{len(wrong)} refused: {wrong[:1]}")
        need(numbers(home) == 2 * each, "an invoice is missing")
        home.sound()
    return f"2 × {each} issued at once: none missing, none twice"


def restored():
    """A number that has left is not given again after an older backup was put back, and is named."""
    with Home() as home:
        desk(home, "acme")
        home.ok("charge", "add", "acme", "first", "--price", "10")
        home.ok("db", "backup", home.data / "older.db")
        home.ok("invoice", "issue", "acme", "--through", "2026-06-21")
        home.ok("invoice", "pdf", "1", "--out", home.data / "left.pdf")
        answer = home.run("db", "restore", home.data / "older.db")
        need(answer.code == 0, f"the backup was not put back: {answer}")
        told = home.run("db", "check")
        need("2026-0001 went to acme" in told.out + told.err, f"the number is not named: {told}")
        home.ok("invoice", "issue", "acme", "--through", "2026-06-21")
        given = [row["number"] for row in home.json("invoice", "list")]
        need(given == ["2026-0002"], f"a number that has left is given again: {given}")
    return "after an older backup the next number is above the one that left, which is named"


PARTS = {"invoices-killed": killed, "invoices-together": together, "invoices-restored": restored}
