"""What may never happen, tried: each part does harm to the real program, and counts what it held.

    python3 scripts/faults [PART…]

PART is the beginning of a part's name, such as kill or power-day. Settings, by environment: VADASH=FILE names the
program (default: the debug build), LONG=1 takes minutes for what else takes seconds (a thousand kills and more), SEED=N
repeats what chance decided. Parts for which something is missing here say so and are left out."""
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import asleep  # noqa: E402
import calls  # noqa: E402
import clocks  # noqa: E402
import contradicted  # noqa: E402
import cuts  # noqa: E402
import damage  # noqa: E402
import ends  # noqa: E402
import full  # noqa: E402
import invoices  # noqa: E402
import kills  # noqa: E402
import others  # noqa: E402
import power  # noqa: E402
import sealed  # noqa: E402
import synced  # noqa: E402
import tables  # noqa: E402
import versions  # noqa: E402
import wrong  # noqa: E402
from desk import VADASH, Broken, LeftOut  # noqa: E402

# Each says in a line what it saw.
PARTS = {
    **{f"kill-{name}": part for name, part in kills.PARTS.items()},
    **{f"power-{name}": part for name, part in power.PARTS.items()},
    **full.PARTS,
    **others.PARTS,
    **damage.PARTS,
    **contradicted.PARTS,
    **ends.PARTS,
    **clocks.PARTS,
    **sealed.PARTS,
    **cuts.PARTS,
    **calls.PARTS,
    **versions.PARTS,
    **synced.PARTS,
    **wrong.PARTS,
    **asleep.PARTS,
    **tables.PARTS,
    **invoices.PARTS,
}
INSIDE = {"disk-full": full.inside, "sealed-full": sealed.inside}


def main():
    if not VADASH.exists():
        sys.exit(f"faults: {VADASH} is missing: run cargo build, or name a program with VADASH=FILE")
    if os.environ.get("FAULTS_INSIDE"):
        # Started by a part of its own, where a file system may be mounted.
        return INSIDE[sys.argv[1]](os.environ["FAULTS_INSIDE"])
    asked = sys.argv[1:]
    unknown = [name for name in asked if not any(part.startswith(name) for part in PARTS)]
    if unknown:
        sys.exit(f"faults: there is no part {unknown[0]}: {' '.join(PARTS)}")
    seed = os.environ.get("SEED") or str(random.randrange(1 << 32))
    broken = 0
    for name, part in PARTS.items():
        if asked and not any(name.startswith(word) for word in asked):
            continue
        random.seed(f"{seed} {name}")
        begun = time.monotonic()
        try:
            said = part()
        except LeftOut as why:
            said = f"left out: {why}"
        except (Broken, AssertionError, OSError, ValueError, KeyError, sqlite3.Error, subprocess.SubprocessError) as error:
            broken += 1
            said = f"BROKEN (SEED={seed}): {error}"
            if not isinstance(error, Broken):
                traceback.print_exc()
        print(f"{name}: {said} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
