"""Rules of the code that no linter knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("config", "api", "journal")
LONGEST = 300


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (
            file for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts
        )


def found(pattern: str, *folders: str, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sources(*folders)
        if str(file.relative_to(ROOT)) not in but
        for line in file.read_text().splitlines()
        if re.search(pattern, line)
    ]


def test_no_file_is_longer_than_it_should_be():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources(*OURS, "tests")
        if (lines := file.read_text().count("\n")) > LONGEST
    }

    assert not long


def test_a_task_is_started_after_the_commit_and_in_one_place():
    assert not found(
        r"\.(delay|apply_async|delay_on_commit)\(", *OURS, but=("journal/core/jobs.py",)
    )


def test_access_is_issued_in_one_place():
    assert not found(r"\bAccess\(", *OURS, but=("journal/sharing/policy.py",))
    assert not found(r"= decide\(", *OURS, but=("journal/sharing/access.py",))


def test_entries_are_written_in_one_place():
    assert not found(r"\bEntry\.objects\.(create|bulk_create|update)|Entry\([a-z]+=", *OURS)
    writes = [
        str(file.relative_to(ROOT))
        for file in sources(*OURS)
        if "INSERT INTO journal_entry " in file.read_text()
    ]
    assert writes == ["journal/sync/write.py"]


def test_rules_and_the_rule_of_sync_know_no_clock():
    folders = ("journal/flags/rules", "journal/flags/engine")
    assert not found(r"\b(now|today)\(\)|import time\b|random", *folders)
    for file in ("apply.py", "world.py", "protocol.py"):
        text = (ROOT / "journal" / "sync" / file).read_text()
        assert "django" not in text, file


def test_nothing_is_left_for_later():
    assert not found(r"\b(TODO|FIXME|XXX)\b|NotImplementedError", *OURS)
