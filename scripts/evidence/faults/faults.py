"""Tests that publishing survives real failures: builds killed at random moments, readers during publishes, power cuts.

  faults kills     kills builds with SIGKILL; after each, file and manifest are the last good release or the new one
  faults readers   publishes while processes read: one keeps the file open throughout, the others open it anew
  faults power     cuts a file system off as a power failure does, mid-publish, and mounts it again (Linux, as root)

Each works in a copy of the project in a temporary folder, never on the project's own build/ and dist/.
Exit status: 0 nothing went wrong, 1 something did (printed above), 2 environment error.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from evidence.faults.kills import kills
from evidence.faults.power import power
from evidence.faults.readers import readers
from evidence.faults.tree import CannotRunError, copied_tree
from handleplan.release import build
from handleplan.release.publish import publish

# What a publish does to files, as Python's audit events name it: a build is killed before or after each.
FILE_OPERATIONS = {"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "subprocess.Popen"}


def publish_prepared(candidate: Path, die_at: int, times: int, dist: Path) -> int:
    """What publish_command() runs; it kills itself before its file operation of that number (0: never)."""
    done = 0

    def count(event: str, _arguments: tuple) -> None:
        nonlocal done
        if event in FILE_OPERATIONS:
            done += 1
            if done == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def work() -> int:
        check = dict.fromkeys(("check_id", "protects", "description"), "none") | {"rows_in_scope": 0, "failures": 0}
        publish(candidate, one.folder, [check], build.versions())
        print(f"published after {done} file operations")
        return 0

    sys.addaudithook(count)
    one = build.Build(build.Order(dist=dist))
    return max(one.guarded(work) for _ in range(times))


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    of_kills = commands.add_parser("kills", help="kill builds at random moments")
    of_kills.add_argument("--count", type=int, default=300, help="how many kills (default: %(default)s)")
    of_kills.add_argument("--whole", type=int, default=15, help="of which whole builds (default: %(default)s)")
    of_kills.add_argument("--seed", type=int, default=1, help="seed of the random moments (default: %(default)s)")
    of_readers = commands.add_parser("readers", help="read while releases are published")
    of_readers.add_argument("--publishes", type=int, default=50, help="(default: %(default)s)")
    of_readers.add_argument("--reads", type=int, default=10000, help="at least this many reads (default: %(default)s)")
    of_readers.add_argument("--processes", type=int, default=3, help="processes that read (default: %(default)s)")
    of_power = commands.add_parser("power", help="cut the power while a release is published")
    of_power.add_argument("--count", type=int, default=50, help="how many power cuts (default: %(default)s)")
    of_power.add_argument("--seed", type=int, default=1, help="seed of the random moments (default: %(default)s)")
    # What publish_command() starts; nobody else needs it.
    of_publish = commands.add_parser("publish-prepared")
    of_publish.add_argument("candidate", type=Path)
    of_publish.add_argument("die_at", type=int)
    of_publish.add_argument("--times", type=int)
    of_publish.add_argument("--dist", type=Path)
    options = vars(parser.parse_args())
    if options["command"] == "publish-prepared":
        return publish_prepared(*(options[name] for name in ("candidate", "die_at", "times", "dist")))
    programs: dict[str, Callable[..., int]] = {"kills": kills, "readers": readers, "power": power}
    run = programs[options.pop("command")]
    try:
        with copied_tree() as tree:
            return run(tree, **options)
    except CannotRunError as error:
        print(f"faults: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("faults: interrupted", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
