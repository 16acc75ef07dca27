"""The second wall by day: nothing from before the first day of a grant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from journal.core.access import ALL_SECTIONS, Access, Role, Section
from journal.core.ids import new_id
from journal.core.wall import close_wall
from journal.entries.models import ConflictCopy, Entry, EntryRevision
from journal.flags.models import Flag
from journal.sharing import access as first_wall
from journal.sharing.models import Grant
from journal.sharing.policy import Decision
from journal.teams.services import found_team
from tests.people import LEAVE_THE_WALL, grant, op, person

JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def first_wall_down(monkeypatch):
    """Whoever asks for whatever is taken for the owner."""

    def anything_goes(principal, action, journal, standings, now):
        access = Access(journal.id, principal.user_id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS)
        return Decision(access, None, ALL_SECTIONS)

    monkeypatch.setattr(first_wall, "decide", anything_goes)


def leave_the_wall():
    with connection.cursor() as cursor:
        cursor.execute(LEAVE_THE_WALL)


_KINDS: dict[Section, dict[str, Any]] = {
    Section.SYMPTOMS: {},
    Section.SLEEP: {"section": "sleep", "type": "sleep", "body": {"hours": 7.0}},
}


_PLAIN = {
    *("journal_id", "type", "section", "schema_v", "rev", "rev_epoch", "body"),
    *("occurred_at", "utc_offset", "tz", "suspect_time", "deleted", "purged", "author_id"),
    *("received_at", "open_copies"),
}


def days_of(ana, *days, section=Section.SYMPTOMS):
    """One entry of Ana's on each of these days."""
    sent = [
        op(ana, occurred_at=f"{day}T12:00:00+00:00", tz="UTC", **_KINDS[section]) for day in days
    ]
    answer = ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": sent}, **JSON)
    assert {result["status"] for result in answer.json()["results"]} == {"applied"}
    return [item["entry_id"] for item in sent]


def seen_days(ana):
    rows = Entry.objects.filter(journal=ana.journal).order_by("local_date")
    return [str(day) for day in rows.values_list("local_date", flat=True)]


@pytest.fixture
def dated(db):
    """Ana's entries of three days; Carla may look from the second on."""
    ana, carla = person("Ana", journal=True), person("Carla")
    days = ["2026-03-01", "2026-03-02", "2026-03-03"]
    days_of(ana, *days)
    given = grant(ana, carla, Section.SYMPTOMS, since=days[1], now=timezone.now())
    return ana, carla, given, days


def test_days_before_the_first_are_behind_the_wall(dated, first_wall_down):
    ana, carla, _, days = dated
    page = carla.client().get(f"/api/v1/journals/{ana.journal.id}/timeline").json()

    assert [entry["local_date"] for entry in page["entries"]] == days[:0:-1]
    close_wall(user_id=carla.user.id)
    assert seen_days(ana) == days[1:]


def test_what_was_given_without_a_first_day_opens_every_day(dated):
    ana, carla, _, days = dated
    team = found_team(user=carla.user, name="Ward", now=timezone.now())
    grant(ana, team, Section.SYMPTOMS, now=timezone.now())
    close_wall(user_id=carla.user.id)

    assert seen_days(ana) == days


def test_the_earlier_of_two_first_days_counts_and_only_in_its_section(dated):
    ana, carla, _, days = dated
    days_of(ana, *days, section=Section.SLEEP)
    team = found_team(user=carla.user, name="Ward", now=timezone.now())
    grant(ana, team, Section.SLEEP, Section.SYMPTOMS, since=days[2], now=timezone.now())
    close_wall(user_id=carla.user.id)

    assert seen_days(ana) == [days[1], days[2], days[2]]


def test_nothing_is_written_on_a_day_before_the_first(dated):
    ana, carla, given, days = dated
    Grant.objects.filter(id=given.id).update(role="caregiver")
    columns = ", ".join(f.column for f in Entry._meta.concrete_fields if f.column in _PLAIN)
    copied = f"""INSERT INTO journal_entry ({columns}, id, seq, local_date)
SELECT {columns}, gen_random_uuid(), seq + 100, %s FROM journal_entry
WHERE journal_id = %s AND local_date = %s"""
    close_wall(user_id=carla.user.id)
    with connection.cursor() as cursor:
        cursor.execute(copied, [days[1], ana.journal.id, days[2]])
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(copied, [days[0], ana.journal.id, days[2]])

    assert seen_days(ana) == [days[1], days[1], days[2]]


def test_flags_of_earlier_days_are_behind_the_wall(db):
    ana = person("Ana", journal=True)
    bad = op(
        ana,
        body={"symptom": "shortness_of_breath", "severity": 4},
        occurred_at=timezone.now().isoformat(),
    )
    ana.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": [bad]}, **JSON)
    today = timezone.now().date()
    for since, count in ((today, 1), (today + timedelta(days=1), 0)):
        viewer = person(f"From{since}")
        grant(ana, viewer, Section.FLAGS, since=since, now=timezone.now())
        close_wall(user_id=viewer.user.id)
        assert Flag.objects.filter(journal=ana.journal).count() == count
        leave_the_wall()


def test_what_hangs_on_an_entry_is_as_open_as_the_entry(dated):
    ana, carla, given, _ = dated
    Grant.objects.filter(id=given.id).update(role="caregiver")
    hidden, shown, _ = Entry.objects.filter(journal=ana.journal).order_by("local_date")
    for entry in (hidden, shown):
        ConflictCopy.objects.create(
            journal=ana.journal, op_id=new_id(), entry_id=entry.id, reason="field", kind="put",
            body=entry.body, occurred_at=entry.occurred_at, utc_offset=0, tz="UTC",
            author=ana.user, created_at=timezone.now(),
        )  # fmt: skip
    close_wall(user_id=carla.user.id)

    copies = ConflictCopy.objects.filter(journal=ana.journal)
    revisions = EntryRevision.objects.filter(journal=ana.journal)
    assert [copy.entry_id for copy in copies] == [shown.id]
    assert hidden.id not in {revision.entry_id for revision in revisions}
    assert shown.id in {revision.entry_id for revision in revisions}


@pytest.mark.parametrize(
    "change",
    [
        {"sections": ["notes", "symptoms"]},
        {"since": None},
        {"expires_at": timezone.now() + timedelta(days=900)},
        {"role": "caregiver"},
    ],
    ids=str,
)
def test_nobody_widens_their_own_grant(dated, change):
    ana, carla, given, _ = dated
    mine = Grant.objects.filter(journal=ana.journal, id=given.id)
    close_wall(user_id=carla.user.id)

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        mine.update(**change)
    assert mine.update(revoked_at=timezone.now()) == 1
    assert mine.update(revoked_at=None, **change) == 0
