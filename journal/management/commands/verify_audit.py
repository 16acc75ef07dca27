"""Check the audit log against its seals."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from journal.audit.keys import public_text, trusted_keys
from journal.audit.roots import read_roots
from journal.audit.selectors import has_late_events
from journal.audit.verify import Finding, Tally, verify, verify_roots

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Check that no sealed audit event was changed, removed, added or moved, and with --roots "
        "that the log was neither cut short nor signed anew. Ends with 1 where something is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--roots", metavar="FILE", type=Path, help="roots kept outside")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        # One view of the log while workers go on writing it.
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        try:
            keys = trusted_keys()
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=1) from None
        tally = Tally()
        findings = _first(verify(keys=keys, tally=tally))
        findings += self._against_roots(options["roots"]) if options["roots"] else []
        for key_id, key in keys.items():
            self.stdout.write(f"Trusted key {key_id}: {public_text(key)}")
        self.stdout.write(
            f"{tally.seals} seals over {tally.events} events; {tally.unsealed} wait for theirs."
        )
        if has_late_events(timezone.now()):
            self.stdout.write("Some have waited for more than 10 minutes: is a worker sealing?")
        if not findings:
            self.stdout.write("Everything holds.")
            return
        # The same order as the chain's, whichever check told it.
        findings.sort(key=lambda found: found.seal)
        for found in findings[:SHOWN]:
            self.stdout.write(f"Seal {found.seal} {found.what}.")
        raise CommandError(f"Seal {findings[0].seal} does not hold.", returncode=1)

    def _against_roots(self, file: Path) -> list[Finding]:
        try:
            with file.open() as lines:
                roots = read_roots(lines)
                first = next(roots, None)
                if first is None:
                    raise CommandError(f"There is no root in {file}.", returncode=1)
                findings = _first(verify_roots(chain([first], roots)))
                self.stdout.write(f"Compared with the roots in {file}.")
                return findings
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Cannot read {file}: {type(error).__name__}.") from None


def _first(findings: Iterable[Finding]) -> list[Finding]:
    """The lowest ones; the rest is looked at as well, and not kept."""
    kept: list[Finding] = []
    for found in findings:
        kept.append(found)
        if len(kept) > 2 * SHOWN:
            kept = sorted(kept, key=lambda one: one.seal)[:SHOWN]
    return kept
