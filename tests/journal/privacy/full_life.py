"""Ana with a row in every table that can hold something about somebody, and a word in each."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.idp.oidc.models import Client as OidcClient
from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils import timezone

from journal.accounts.devices import ask_to_erase
from journal.accounts.models import SpentToken, User
from journal.accounts.services import make_sign_in_link
from journal.audit.models import AuditEvent
from journal.audit.services import record
from journal.core.access import Section
from journal.core.ids import new_id
from journal.flags.models import Flag, SuppressedFinding
from journal.integrators.services import let_in
from journal.notifications.models import PushSubscription
from journal.notifications.services import queue
from journal.privacy.holdings import HOLDINGS
from journal.reminders.models import Occurrence, Reminder, ReminderSettings
from journal.reminders.services import put_reminder
from journal.sharing.services import invite
from journal.sharing.visit_pages import send_page
from journal.sharing.visits import show_code
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.teams.services import found_team, invite_member
from tests.people import NOON, grant, op, person
from tests.phone import Phone
from tests.pictures import drawn
from tests.pictures import noted as photo_noted
from tests.visit_pages import page_words

WORD = "Quillfeather"
"""Hers alone: what it stands in is hers."""


class FullLife:
    """Ana keeps a journal, looks at Ben's, leads a team of her own, and is in one of Lea's."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.ana = person(WORD, journal=True)
        self.ben, self.lea = person("Ben", journal=True), person("Lea")
        self.phone = Phone(self.ana)
        self._notes()
        self._derived()
        self._shares()
        self._signs_in()
        self._audit()

    @property
    def traces(self) -> list[str]:
        """What must be nowhere any more."""
        return [WORD, WORD.lower(), str(self.ana.user.id), str(self.ana.journal.id)]

    def _notes(self) -> None:
        self.first = op(self.ana, body={"symptom": "nausea", "severity": 2, "note": WORD})
        edits = [
            self.phone.edit(self.first, {"rev": 1, "epoch": 1}, severity=level, note=WORD)
            for level in (3, 4)
        ]
        answers = self.phone.push(self.first, *edits)["results"]
        assert [answer["status"] for answer in answers] == ["applied", "applied", "conflict"]
        # In Ben's journal she notes something too.
        grant(self.ben, self.ana, Section.SYMPTOMS, now=self.now, role="caregiver")
        noted = self.ana.client().post(
            f"/api/v1/journals/{self.ben.journal.id}/ops",
            {"ops": [op(self.ana)]},
            content_type="application/json",
        )
        assert noted.json()["results"][0]["status"] == "applied"

        address = photo_noted(self.phone, drawn(), body={"what": WORD})
        sent = self.ana.client().put(address, data=drawn(), content_type="image/jpeg")
        assert sent.status_code == 201

    def _derived(self) -> None:
        journal = self.ana.journal
        Flag.objects.create(
            journal=journal, rule="F01", rule_set="1", concept="x", urgency="same_day",
            evidence=[self.first["entry_id"]], sections=["symptoms"], facts={"word": WORD},
            evaluated_on=NOON, created_at=NOON, updated_at=NOON,
        )  # fmt: skip
        SuppressedFinding.objects.create(journal=journal, month=NOON, rule="F01", reason="cooldown")
        reminder = put_reminder(
            journal=journal, reminder_id=new_id(), kind=Reminder.Kind.OWN, enabled=True,
            wall_time=time(9), days=127, label=WORD, now=self.now,
        )  # fmt: skip
        ReminderSettings.objects.create(journal=journal)
        Occurrence.objects.create(
            journal=journal, reminder=reminder, planned_on=NOON, wall_time=time(9), due_at=NOON
        )
        week: dict[str, Any] = {"time_zone": "UTC", "planned_on": NOON, "next_at": NOON}
        SummarySchedule.objects.create(journal=journal, **week)
        TeamDigest.objects.create(user=self.ana.user, **week)
        PushSubscription.objects.create(
            user=self.ana.user, name=WORD, endpoint="x", endpoint_hash=b"x" * 32, keys="x",
            created_at=NOON, seen_at=NOON,
        )  # fmt: skip
        queue(kind="invitation", key=f"x:{WORD}", user_id=self.ana.user.id, due_at=NOON)
        queue(
            kind="invitation", key="from Ben", user_id=self.ben.user.id, due_at=NOON,
            address=self.ana.user.email, journal_id=self.ben.journal.id,
        )  # fmt: skip

    def _shares(self) -> None:
        ana, now = self.ana, self.now
        self.own_team = found_team(user=ana.user, name=WORD, now=now)
        self.lea_team = found_team(user=self.lea.user, name="Lea's", now=now)
        invite_member(team=self.own_team, by=ana.user, email="x@x.org", role="member", now=now)
        invite_member(
            team=self.lea_team, by=self.lea.user, email=ana.user.email, role="member", now=now
        )
        to_lea = grant(ana, self.lea, Section.SYMPTOMS, now=now)
        self.to_own_team = grant(self.ben, self.own_team, Section.SLEEP, now=now)
        words = page_words(title=WORD)
        ids: dict[str, Any] = {"page_id": new_id(), "appointment": None, "now": now}
        send_page(access=ana.access, words=words, grants=[to_lea.id], **ids)
        ids["page_id"] = new_id()
        through = grant(self.ben, self.lea_team, Section.SLEEP, now=now)
        send_page(access=self.ben.access, words=page_words(), grants=[through.id], **ids)
        User.objects.filter(id=ana.user.id).update(name=WORD)
        self.lea_team.memberships.create(user=ana.user, role="member", joined_at=now)
        address = f"/api/v1/journals/{self.ben.journal.id}/visit-pages/{ids['page_id']}"
        assert ana.client().get(address).status_code == 200
        terms: dict[str, Any] = {
            "sections": [Section.SLEEP], "since": None, "until": (now + timedelta(days=9)).date(),
        }  # fmt: skip
        invite(access=ana.access, journal=ana.journal, email="mum@x.org", now=now, **terms)
        invite(
            access=self.ben.access, journal=self.ben.journal, email=ana.user.email, now=now, **terms
        )
        show_code(
            access=ana.access, journal=ana.journal, sections=[Section.SLEEP], since=None, now=now
        )

    def _signs_in(self) -> None:
        user = self.ana.user
        self.client = self.ana.client()
        key = self.client.session.session_key
        UserSession.objects.create(user=user, session_key=key, ip="10.0.0.0", user_agent=WORD)
        make_sign_in_link(user=user, until=self.now)
        ask_to_erase(user_id=user.id, session_key="an earlier one", now=self.now)
        Authenticator.objects.create(user=user, type="totp", data={"secret": WORD})
        EmailConfirmation.objects.create(
            email_address=EmailAddress.objects.get(user=user), sent=self.now, key=WORD
        )
        user.groups.add(Group.objects.create(name="staff"))
        permission = Permission.objects.first()
        assert permission
        user.user_permissions.add(permission)
        app = OidcClient.objects.create(id="app", name="App", owner=user)
        Token.objects.create(client=app, user=user, type="ia", hash="x", scopes="openid")
        consent = let_in(
            user_id=user.id, client_id="app", client_name="App", scopes=["openid"], now=self.now
        )
        SpentToken.objects.create(hash="y", consent=consent, spent_at=self.now)

    def _audit(self) -> None:
        record(
            journal_id=self.ana.journal.id, actor_id=self.lea.user.id, at=self.now,
            action=AuditEvent.Action.LOOKED_AT_ENTRIES,
        )  # fmt: skip


def rows_of(life: FullLife) -> dict[str, int]:
    """How many rows about Ana each table of the holdings has."""
    params: dict[str, Any] = {
        "users": [life.ana.user.id],
        "journals": [life.ana.journal.id],
        "addresses": [life.ana.user.email],
        "teams": [life.own_team.id],
    }
    counts = {}
    with connection.cursor() as cursor:
        for holding in HOLDINGS:
            cursor.execute(f"SELECT count(*) FROM {holding.table} t WHERE {holding.whose}", params)
            counts[holding.model] = cursor.fetchone()[0]
    return counts


def found_in(words: list[str]) -> dict[str, list[str]]:
    """The tables of the whole database in which one of these words stands, with the rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows = [row for (row,) in cursor.fetchall() if any(word in row for word in words)]
            if rows:
                found[table] = rows
    return found
