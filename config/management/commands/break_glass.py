"""Looking into a journal as an operator: two of them, an hour, and the owner is told."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.audit.pending import write_pending
from journal.core.access import Section
from journal.core.current import at_work
from journal.core.errors import DomainError
from journal.operators.services import (
    REASONS,
    Refused,
    ask_to_look,
    end_look,
    let_look,
    read_page,
    set_right,
)

# Flags and the profile are no entries.
SECTIONS = sorted(one.value for one in Section if one not in (Section.FLAGS, Section.PROFILE))


class Command(BaseCommand):
    """``manage.py break_glass``; see docs/operations.md."""

    help = "Ask for, allow, use or end an operator's look into one journal."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        right = commands.add_parser("right", help="who may ask for a look and allow one")
        right.add_argument("change", choices=["give", "take"])
        right.add_argument("email")
        ask = commands.add_parser("ask", help="ask for a look; prints its id")
        ask.add_argument("journal", type=UUID)
        ask.add_argument("--section", action="append", required=True, choices=SECTIONS)
        ask.add_argument("--reason", required=True, choices=[one.value for one in REASONS])
        for name, what in (("allow", "allow it, as somebody else"), ("end", "end it"),
                           ("read", "print the entries as JSON")):  # fmt: skip
            commands.add_parser(name, help=what).add_argument("look", type=UUID)
        for name in ("ask", "allow", "read", "end"):
            commands.choices[name].add_argument(
                "--as", dest="operator", required=True, metavar="EMAIL",
                help="your account; the code of its app is asked for",
            )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        run: Callable[[dict[str, Any]], None] = getattr(self, f"_{options['command']}")
        try:
            run(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        except DomainError as refusal:
            raise CommandError(refusal.title) from None

    def _right(self, options: dict[str, Any]) -> None:
        user = User.objects.filter(email=options["email"].lower(), is_active=True).first()
        if user is None:
            raise CommandError("There is no such account.")
        set_right(user=user, has=options["change"] == "give")

    def _ask(self, options: dict[str, Any]) -> None:
        look = ask_to_look(
            operator=_operator(options["operator"]),
            journal_id=options["journal"],
            sections=[Section(name) for name in options["section"]],
            reason=AuditEvent.Reason(options["reason"]),
            now=timezone.now(),
        )
        self.stdout.write(f"{look}\nWithin an hour somebody else runs: break_glass allow {look}")

    def _allow(self, options: dict[str, Any]) -> None:
        let_look(operator=_operator(options["operator"]), look=options["look"], now=timezone.now())
        self.stdout.write("Allowed for one hour. The owner is told by mail.")

    def _end(self, options: dict[str, Any]) -> None:
        end_look(operator=_operator(options["operator"]), look=options["look"], now=timezone.now())

    def _read(self, options: dict[str, Any]) -> None:
        operator = _operator(options["operator"])
        before: str | None = None
        while True:
            page = _logged(operator, options["look"], before)
            for entry in page["entries"]:
                self.stdout.write(orjson.dumps(entry).decode())
            before = page["next"]
            if before is None:
                return


def _logged(operator: User, look: UUID, before: str | None) -> dict[str, Any]:
    """One page, whose event stands in the log, with its count, before anybody sees it."""
    with at_work() as reading:
        page = read_page(operator=operator, look=look, before=before, now=timezone.now())
        write_pending(reading, answered=True)
    return page


def _operator(email: str) -> User:
    """The account, proven by the code of its app, so that the two are two people."""
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if user is None or app is None:
        raise CommandError("An operator has an account with an app for codes.")
    said = getpass.getpass("Code from your app: ") if sys.stdin.isatty() else input()
    if not app.wrap().validate_code(said.strip()):
        raise CommandError("That is not the code.")
    return user
