"""The people of the tests, and how they speak with the API."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from journal.accounts.models import Journal, User
from journal.accounts.services import open_journal
from journal.core.access import ALL_SECTIONS, Access, Principal, Role, Section
from journal.core.ids import new_id
from journal.sharing.models import ConsentRecord, Grant
from journal.teams.models import CareTeam, TeamMembership

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""


@dataclass(frozen=True)
class Person:
    """An account, its journal if it has one, and a signed-in client."""

    user: User
    journal: Journal = None  # type: ignore[assignment]  # tests name people who have one

    @property
    def access(self) -> Access:
        """The owner's access to her own journal."""
        return Access(self.journal.id, self.user.id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS)

    @property
    def principal(self) -> Principal:
        """This person, who has just shown a passkey."""
        return Principal(self.user.id, second_factor=True, is_fresh=True)

    def client(self, *, proof: str = "mfa", age: int = 0, **options: Any) -> Client:
        """A browser that is signed in as this person.

        ``proof`` is how, in allauth's words (``mfa`` is a passkey, ``code`` one from a mail), and
        ``age`` how many seconds ago.
        """
        client = Client(**options)
        client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": proof, "at": time.time() - age}]
        session.save()
        return client


def person(name: str, *, journal: bool = False, **settings: Any) -> Person:
    """An account called ``name`` with a verified address, and a journal if asked for."""
    email = f"{name.lower()}@example.org"
    if User.objects.filter(email=email).exists():
        # Journeys keep their people: somebody of this name was in another one.
        email = f"{name.lower()}.{new_id()}@example.org"
    user = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if not journal:
        return Person(user)
    made, _ = open_journal(owner=user, **{"time_zone": "UTC", **settings})
    return Person(user, made)


LEAVE_THE_WALL = "SELECT set_config('role', 'none', true)"


def leave_the_wall(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: after a request, the test's transaction is the server's again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if connection.in_atomic_block and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(LEAVE_THE_WALL)
        return response

    return middleware


@dataclass(frozen=True)
class People:
    """Ana, Ben and Carla."""

    ana: Person
    ben: Person
    carla: Person

    @classmethod
    def make(cls) -> People:
        """Make the three."""
        return cls(person("Ana", journal=True), person("Ben", journal=True), person("Carla"))


def grant(
    giver: Person,
    to: Person | CareTeam,
    *sections: Section,
    since: Any = None,
    until: datetime | None = None,
    now: datetime = NOON,
    revoked_at: datetime | None = None,
    role: str = "viewer",
) -> Grant:
    """Let somebody, or a team, look; a caregiver may note something too."""
    ends = until or now + timedelta(days=30)
    terms = {"sections": sorted(sections), "since": since, "until": ends.date()}
    consent = ConsentRecord.objects.create(
        journal=giver.journal, given_by=giver.user, given_at=now, text_version="1", **terms
    )
    return Grant.objects.create(
        journal=giver.journal,
        grantee=to.user if isinstance(to, Person) else None,
        team=to if isinstance(to, CareTeam) else None,
        role=role,
        created_at=now,
        expires_at=ends,
        consent=consent,
        revoked_at=revoked_at,
        **terms,
    )


def in_team(
    team: CareTeam, who: Person, *, now: datetime = NOON, removed_at: datetime | None = None
) -> TeamMembership:
    """Make somebody a member."""
    return TeamMembership.objects.create(
        team=team, user=who.user, role="member", joined_at=now, removed_at=removed_at
    )


def op(author: Person, **given: Any) -> dict[str, Any]:
    """An operation as a phone sends it: by default a new entry of nausea, severity 2."""
    sent: dict[str, Any] = {
        "op_id": str(new_id()),
        "entry_id": str(new_id()),
        "kind": "put",
        "actor_id": str(author.user.id),
        "section": "symptoms",
        "type": "symptom",
        "schema_v": 1,
        "base": None,
        "occurred_at": "2026-03-02T07:40:00+01:00",
        "tz": "Europe/Vienna",
        "recorded_at": None,
        "body": {"symptom": "nausea", "severity": 2},
        "resolves": [],
    }
    return sent | {
        key: str(value) if isinstance(value, UUID) else value for key, value in given.items()
    }
