"""Do the tests test? Every number of the rule data is changed, and a test must notice.

``python -m tests.mutants`` takes some minutes; it is no part of a test run. Each mutant is one
change to ``rules-*.json``: a number one step up or down, a switch turned, a list without its first
word. It is tried in a process of its own, first by the tests that are answered by hand, then by
the golden vectors. Prints those that nothing noticed, and the figures.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from multiprocessing import get_context
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
Path = tuple[str | int, ...]
BY_HAND = [
    *("breathing_trouble", "fever_high_risk", "severe_symptom", "symptom_worsening"),
    *("persistent_symptom", "combine", "closing", "definitions", "daily_life"),
    *("b_symptoms", "distant_patterns", "places", "same_day_patterns", "tests_and_markers"),
    *("urgent_patterns", "every_rule", "try_rules", "site"),
]
FILES = [f"tests/journal/flags/test_{name}.py" for name in BY_HAND]
WEIGHT = ["tests/journal/flags/test_weight_loss.py"]
VECTORS = ["tests/vectors/test_vectors.py"]
UNTOUCHED = {"units"}
"""Conversion factors: their table is a test of its own."""
PYTEST = ["-p", "no:cacheprovider", "-q", "-x", "--no-header", "-c", os.devnull]


def main() -> None:
    """Try every mutant on as many processors as there are."""
    from journal.flags.engine import rule_set

    data = rule_set._read("rules")
    mutants = list(_mutants(data))
    with get_context("fork").Pool() as pool:
        killers = pool.map(partial(_killer, data), mutants, chunksize=1)
    for (path, value), killer in zip(mutants, killers, strict=True):
        if killer is None:
            print("not noticed:", "/".join(map(str, _named(data, path))), "->", value)
    counted = {name: killers.count(name) for name in ("hand", "vectors", None)}
    print(
        f"{len(mutants)} mutants: {counted['hand']} noticed by tests answered by hand, "
        f"{counted['vectors']} more by the golden vectors, {counted[None]} not noticed."
    )


def _mutants(data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    for index, rule in enumerate(data["rules"]):
        yield ("rules", index, "muted_in_comfort"), not rule["muted_in_comfort"]
        yield from _changes(("rules", index, "thresholds"), rule["thresholds"])
    for part in ("cooldowns", "definitions", "tie_order"):
        yield from _changes((part,), data[part])
    yield from _changes(("sets", "systemic_treatment"), data["sets"]["systemic_treatment"])


def _changes(path: Path, node: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(node, bool):
        yield path, not node
    elif isinstance(node, int | float):
        step = 1 if isinstance(node, int) else 0.1
        yield from ((path, round(node + change, 3)) for change in (step, -step))
    elif isinstance(node, list):
        yield path, node[1:]
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in UNTOUCHED:
                yield from _changes((*path, key), value)


def _named(data: Mapping[str, Any], path: Path) -> Path:
    if path[0] != "rules":
        return path
    return (data["rules"][path[1]]["id"], *path[2:])


def _killer(data: Mapping[str, Any], mutant: tuple[Path, Any]) -> str | None:
    """Name the tests that noticed the mutant, None where none did."""
    path, value = mutant
    mutated = copy.deepcopy(dict(data))
    node: Any = mutated
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    for name, files in (("hand", FILES), ("hand", WEIGHT), ("vectors", VECTORS)):
        if _fails(mutated, files):
            return name
    return None


def _fails(mutated: dict[str, Any], files: list[str]) -> bool:
    """Run the tests over the mutated data in a child that shares nothing with this process."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            code = _tested(mutated, files)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2):
        sys.exit(f"the tests could not run: exit code {code}")
    return code != 0


def _tested(mutated: dict[str, Any], files: list[str]) -> int:
    import pytest

    from journal.flags.engine import rule_set

    read = rule_set._read
    rule_set._read = lambda name: copy.deepcopy(mutated) if name == "rules" else read(name)
    rule_set.public_rules.cache_clear()
    rule_set.rule_set.cache_clear()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    return int(pytest.main([*PYTEST, *files]))


if __name__ == "__main__":
    main()
