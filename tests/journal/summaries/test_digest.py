"""The weekly mail of whoever looks at journals: counts by level, and a link."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from journal.accounts.models import User
from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.flags.models import Flag
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.sharing.models import Grant
from journal.summaries.digest import plan_digests, set_digest, start_digests
from journal.summaries.models import TeamDigest
from journal.summaries.unsubscribing import unsubscribe, unsubscribe_token
from journal.teams.models import CareTeam
from tests.health_words import health_words
from tests.people import grant, in_team, person

THURSDAY = datetime(2026, 3, 5, 12, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 7, tzinfo=UTC)
"""8 o'clock in Vienna."""


@pytest.fixture
def world(people, db):
    """Carla is in a team that Ana shares with; Ben shares with Carla herself."""
    User.objects.filter(id=people.carla.user.id).update(time_zone="Europe/Vienna")
    team = CareTeam.objects.create(name="Lymphoma nurses", created_at=THURSDAY)
    in_team(team, people.carla)
    grant(people.ana, team, Section.SYMPTOMS, Section.FLAGS, now=THURSDAY)
    grant(people.ben, people.carla, Section.SYMPTOMS, Section.FLAGS, now=THURSDAY)
    with time_machine.travel(THURSDAY, tick=False):
        start_digests(now=THURSDAY)
    return people


def flag(who, urgency: str, concept: str) -> None:
    Flag.objects.create(
        journal=who.journal, rule="F17", rule_set="1", concept=concept, urgency=urgency,
        evidence=[], sections=["symptoms"], evaluated_on=THURSDAY, created_at=THURSDAY,
        updated_at=THURSDAY,
    )  # fmt: skip


def send(now: datetime = MONDAY) -> None:
    with time_machine.travel(now, tick=False):
        plan_digests(now=now)
        deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))


def test_it_counts_by_level_over_all_journals(world, mailoutbox):
    for who, urgency, concept in [
        (world.ana, "emergency_now", "a"), (world.ana, "this_week", "b"),
        (world.ben, "this_week", "a"), (world.ben, "next_visit", "b"),
    ]:  # fmt: skip
        flag(who, urgency, concept)

    send(MONDAY - timedelta(minutes=1))
    assert mailoutbox == []
    send()
    send()

    [mail] = mailoutbox
    assert mail.to == ["carla@example.org"]
    lines = mail.body.split("\n\n")
    assert lines[2:5] == ["Now: 1", "This week: 2", "Next visit: 1"]


def test_it_names_nobody_and_nothing_of_health(world, mailoutbox):
    flag(world.ana, "same_day", "cough")
    send()

    [mail] = mailoutbox
    text = "\n".join([mail.subject, mail.body, mail.alternatives[0][0], str(mail.extra_headers)])
    text = re.sub(r"(?<=/unsubscribe/)[\w.-]+", "", text.lower())
    for word in {*health_words(), "ana", "ben", "lymphoma", "ana@example.org"}:
        assert not re.search(rf"\b{re.escape(word)}\b", text), word


def test_the_survivor_finds_that_the_counts_were_seen(world, mailoutbox):
    flag(world.ana, "same_day", "cough")
    send()

    assert AuditEvent.objects.filter(journal=world.ana.journal, actor=world.carla.user).exists()


def test_where_nothing_is_open_nothing_is_sent(world, mailoutbox):
    send()

    assert (mailoutbox, Delivery.objects.get().state) == ([], "suppressed")


def test_what_is_not_shared_any_more_is_not_counted(world, mailoutbox):
    flag(world.ana, "same_day", "cough")
    Grant.objects.update(revoked_at=THURSDAY)

    send()

    assert mailoutbox == []


def test_caregivers_and_survivors_get_none(world):
    sam = person("Sam")
    grant(world.ana, sam, Section.FLAGS, role="caregiver", now=THURSDAY)

    assert start_digests(now=THURSDAY) == 0
    assert TeamDigest.objects.get().user_id == world.carla.user.id


def test_one_click_stops_it_and_it_is_not_started_again(world, mailoutbox):
    flag(world.ana, "same_day", "cough")
    unsubscribe(token=unsubscribe_token("digest", world.carla.user.id))

    start_digests(now=THURSDAY)
    send()

    assert (mailoutbox, TeamDigest.objects.get().enabled) == ([], False)
    set_digest(user_id=world.carla.user.id, enabled=True, now=THURSDAY)
    assert TeamDigest.objects.get().next_at == MONDAY


def test_it_can_be_set_through_the_api(world):
    client = world.carla.client()

    off = client.put("/api/v1/me/digest", {"enabled": False}, content_type="application/json")

    assert off.json()["enabled"] is False
    assert client.get("/api/v1/me/digest").json()["enabled"] is False
    assert world.ben.client().get("/api/v1/me/digest").json() == {
        "enabled": False, "next_at": None,
    }  # fmt: skip
