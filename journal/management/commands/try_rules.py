"""Try the flag rules on journals described in a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.flags.engine.evaluate import evaluate
from journal.flags.engine.findings import Candidate
from journal.flags.engine.parse import PaperError, PaperJournal, parse_journals
from journal.flags.site import site_rule_set

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Evaluate the journals in FILE (JSON, or - for standard input) and print the flags that "
        "would be raised, as JSON. Stores nothing and needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            journals = parse_journals(json.loads(_read(options["file"])))
        except OSError as error:
            raise CommandError(f"cannot read the file: {error}", returncode=BAD_INPUT) from None
        except UnicodeDecodeError:
            raise CommandError("not UTF-8 text", returncode=BAD_INPUT) from None
        except json.JSONDecodeError as error:
            raise CommandError(f"not JSON: {error}", returncode=BAD_INPUT) from None
        except PaperError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        result = {
            "rule_set": site_rule_set().version,
            "journals": [{"id": item.id, "flags": _flags(item)} for item in journals],
        }
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))


def _read(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")


def _flags(item: PaperJournal) -> list[dict[str, Any]]:
    evaluation = evaluate(item.profile, item.readings, item.now, item.prior_flags, site_rule_set())
    return [_shown(candidate) for candidate in evaluation.new_flags]


def _shown(candidate: Candidate) -> dict[str, Any]:
    return {
        "rule": candidate.rule,
        "concept": candidate.concept,
        "urgency": candidate.urgency.value,
        "subject": candidate.subject,
        "evidence": sorted(int(str(position)) for position in candidate.evidence),
    }
