"""What somebody could read and did read, answered by hand."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.integrators.services import end_consent, let_in
from journal.teams.services import found_team
from tests.people import NOON, grant, in_team, person

DAY = timedelta(days=1)


def told(principal: str, begins=NOON - 10 * DAY, ends=NOON) -> dict[str, dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    call_command(
        "incident", "--principal", principal, "--from", begins.isoformat(),
        "--to", ends.isoformat(), stdout=out, stderr=err,
    )  # fmt: skip
    told.summary = err.getvalue()  # type: ignore[attr-defined]
    return {row["journal_id"]: row for row in csv.DictReader(io.StringIO(out.getvalue()))}


def did(who, owner, action="looked-at-entries", *, at=NOON - DAY, **given):
    return AuditEvent.objects.create(
        journal=owner.journal, actor=who.user, action=action, at=at, **given
    )


@pytest.fixture
def eve(db):
    return person("Eve")


def test_grants_that_held_in_that_time(db, eve):
    owners = {name: person(name, journal=True) for name in ("Ana", "Ben", "Cleo", "Dora", "Fay")}
    month = NOON - 30 * DAY
    grant(owners["Ana"], eve, Section.SLEEP, now=month, until=NOON + DAY)
    grant(owners["Ben"], eve, Section.SLEEP, now=month, revoked_at=NOON - 5 * DAY)
    grant(owners["Cleo"], eve, Section.SLEEP, now=month, revoked_at=NOON - 11 * DAY)
    grant(owners["Dora"], eve, Section.SLEEP, now=NOON + DAY)
    did(eve, owners["Ana"], count=20)
    did(eve, owners["Ana"], count=5, at=NOON - 2 * DAY)
    did(eve, owners["Ana"], at=NOON - 20 * DAY, count=99)
    did(eve, owners["Fay"], "refused", outcome="refused", reason="never-shared")

    found = told("eve@example.org")

    ana, ben, fay = (str(owners[name].journal.id) for name in ("Ana", "Ben", "Fay"))
    assert found.keys() == {ana, ben, fay}
    assert (found[ana]["looks"], found[ana]["rows_read"], found[ana]["sections"]) == (
        "2", "25", "sleep",
    )  # fmt: skip
    assert found[ana]["readable_from"] == (NOON - 10 * DAY).isoformat()
    assert found[ana]["readable_until"] == NOON.isoformat()
    assert found[ben]["readable_until"] == (NOON - 5 * DAY).isoformat()
    assert (found[ben]["looks"], found[ben]["rows_read"]) == ("0", "")
    assert (found[fay]["ways"], found[fay]["refused"]) == ("", "1")
    assert found[ana]["owner_email"] == "ana@example.org"
    assert "2 journals could be read, 1 were read" in told.summary  # type: ignore[attr-defined]


def test_a_member_of_a_team_only_while_both_held(db, eve):
    ana, now = person("Ana", journal=True), NOON - 8 * DAY
    team = found_team(user=person("Lead").user, name="Ward", now=now)
    in_team(team, eve, now=NOON - 6 * DAY, removed_at=NOON - 2 * DAY)
    grant(ana, team, Section.FLAGS, Section.SLEEP, now=now)

    [row] = told(str(eve.user.id)).values()

    assert (row["ways"], row["sections"]) == ("member", "flags sleep")
    assert row["readable_from"] == (NOON - 6 * DAY).isoformat()
    assert row["readable_until"] == (NOON - 2 * DAY).isoformat()
    assert not told(str(eve.user.id), ends=NOON - 7 * DAY)


def test_a_grant_that_was_narrowed_since_opened_more_then(db, eve):
    ana = person("Ana", journal=True)
    given = grant(ana, eve, Section.NOTES, Section.SLEEP, now=NOON - 20 * DAY)
    told_of = {"about": given.id, "acted_as": "owner"}
    did(eve, ana, "accepted", at=NOON - 20 * DAY, about=given.id,
        sections=["notes", "sleep"])  # fmt: skip
    did(ana, ana, "changed-sharing", at=NOON - 3 * DAY, sections=["sleep"], **told_of)
    did(ana, ana, "changed-sharing", at=NOON + DAY, sections=["mood", "sleep"], **told_of)
    type(given).objects.update(sections=["mood", "sleep"])

    def sections(begins, ends):
        [row] = told(str(eve.user.id), NOON - begins * DAY, NOON - ends * DAY).values()
        return row["sections"]

    assert sections(10, 5) == "notes sleep"
    assert sections(10, 0) == "notes sleep"
    assert sections(2, 0) == "sleep"
    assert sections(2, -2) == "mood sleep"


def test_ones_own_journal_is_readable_too(db):
    ana = person("Ana", journal=True)
    type(ana.journal).objects.update(created_at=NOON - 30 * DAY)

    [row] = told("ana@example.org").values()

    assert (row["ways"], row["sections"]) == ("owner", "")


def test_an_app(db):
    ana = person("Ana", journal=True)
    given: dict[str, Any] = {"client_name": "Tracker", "scopes": ["openid", "journal:read"]}
    consent = let_in(user_id=ana.user.id, client_id="app", now=NOON - 5 * DAY, **given)
    did(ana, ana, app_id=consent.id, acted_as="integrator", count=7)
    end_consent(user_id=ana.user.id, client_id="app", now=NOON - DAY / 2)

    [row] = told("app:app").values()

    assert (row["ways"], row["looks"], row["rows_read"]) == ("app", "1", "7")
    assert row["readable_until"] == (NOON - DAY / 2).isoformat()
    with pytest.raises(CommandError, match="Nobody ever"):
        told("app:other")


def test_an_account_that_is_gone_is_found_by_its_id(db, eve):
    ana, eve_id = person("Ana", journal=True), eve.user.id
    did(eve, ana, count=3)
    eve.user.delete()

    [row] = told(str(eve_id)).values()

    assert (row["looks"], row["rows_read"]) == ("1", "3")
    with pytest.raises(CommandError, match="found by its id"):
        told("eve@example.org")


@pytest.mark.parametrize("principal", ["nobody", ""])
def test_a_principal_that_is_none(db, principal):
    with pytest.raises(CommandError):
        told(principal)


def test_times_need_an_offset_and_an_order(db, eve):
    with pytest.raises(CommandError):
        call_command("incident", "--principal", str(new_id()), "--from", "2026-01-01", "--to", "x")
    with pytest.raises(CommandError, match="before"):
        told("eve@example.org", begins=NOON, ends=NOON - DAY)
