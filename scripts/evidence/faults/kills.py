"""Kills builds with SIGKILL at random moments; after each, dist/ holds the last good release or the new one."""

import contextlib
import random
import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

from evidence.faults.tree import (
    PATIENCE,
    current_files,
    finish,
    left_over,
    manifest_of,
    prepare,
    print_summary,
    release_of,
    start_build,
    start_publish,
    stood_after,
    timed,
    wrong_with,
)

# How a build is killed.
WHOLE_BUILD = "whole build, by the clock"
BY_CLOCK, AT_OPERATION = "publish, by the clock", "publish, at a file operation"


def moments(chance: random.Random, count: int, whole: int, operations: int) -> list[tuple[str, bool, int]]:
    """How each build is killed: the kind, whether it is a first release, before which file operation (0: none)."""
    turns = range((count - whole) // 2)
    # Each file operation in turn, from the last; every fourth time as a first release, which makes the names in dist/.
    plan = [(AT_OPERATION, turn // operations % 4 == 0, operations - turn % operations) for turn in turns]
    plan += [(WHOLE_BUILD, False, 0)] * whole
    plan += [(BY_CLOCK, chance.random() < 0.1, 0) for _ in range(count - len(plan))]
    chance.shuffle(plan)
    return plan


def kills(tree: Path, count: int, whole: int, seed: int) -> int:
    """Kills builds at random moments and tells what was found after each; returns the exit status."""
    chance = random.Random(seed)
    own, manifests = manifest_of(tree), prepare(tree)
    candidates = list(manifests)
    shutil.rmtree(tree / "dist", ignore_errors=True)
    seconds, output = timed(start_publish(tree, candidates[0]))
    (published_after,) = re.findall(r"after (\d+) file operations", output)
    operations = int(published_after)
    build_seconds = timed(start_build(tree))[0] if whole else 0
    print(f"faults: a publish takes {seconds:.1f} s and {operations} file operations; seed {seed}", flush=True)

    plan = moments(chance, count, whole, operations)
    found: Counter[str] = Counter()
    wrong: list[str] = []
    while plan and not wrong:
        kind, is_first, die_at = plan[-1]
        if is_first:
            shutil.rmtree(tree / "dist", ignore_errors=True)
        elif current_files(tree) is None and finish(start_publish(tree, candidates[0]))[0] != 0:
            wrong.append("a publish after a kill failed")
            break
        before, release, candidate = current_files(tree), release_of(tree), chance.choice(candidates)
        if kind == WHOLE_BUILD:
            process, new, limit = start_build(tree), own, chance.uniform(0, build_seconds)
        else:
            process, new = start_publish(tree, candidate, die_at), manifests[candidate]
            limit = PATIENCE if die_at else chance.uniform(0, seconds)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limit)
        process.kill()
        status, output = finish(process)
        if status not in (0, -signal.SIGKILL):
            wrong.append(f"a build ({kind}) ended by itself with {status}: {output}")
        elif errors := wrong_with(tree, before, new):
            wrong.append(f"{errors} (kill {sum(found.values()) + 1}, {kind})")
        elif status != 0:
            found[f"{kind}: {stood_after(release, release_of(tree))} stood after it"] += 1
            plan.pop()
        elif die_at:
            # It had ended before its moment came and was no kill: another is killed in its stead.
            plan[-1] = (BY_CLOCK, False, 0)

    status, output = finish(start_build(tree) if whole else start_publish(tree, candidates[0]))
    if status != 0:
        wrong.append(f"the next build failed: {output}")
    elif errors := wrong_with(tree, None, own if whole else manifests[candidates[0]]):
        wrong.append(f"after the next build: {errors}")
    wrong += [f"left over after the next build: {name}" for name in left_over(tree)]
    return print_summary(found, f"{sum(found.values())} kills and a build after them", wrong)
