"""The policy for one journal and the SQL for all of them give one answer, in random worlds."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from journal.accounts.models import Journal
from journal.core.access import Principal, Section
from journal.core.errors import DomainError
from journal.core.rows import fetch
from journal.entries.selectors import timeline
from journal.sharing.access import open_journal_for
from journal.sharing.policy import NEED_SECOND_FACTOR, POLICY, SCOPES, Action
from journal.sharing.scope import LIVE_GRANTS, elsewhere
from journal.sync.push import push
from journal.teams.models import CareTeam
from tests.people import NOON, Person, grant, in_team, op, person

WORLDS = 40
SHARED = [Section.SYMPTOMS, Section.SLEEP, Section.FLAGS, Section.NOTES]


def world(rng: random.Random) -> tuple[list[Person], list[Person]]:
    """Three owners, five others, two teams, and a handful of grants of every kind."""
    owners = [person(f"Owner{n}", journal=True) for n in range(3)]
    others = [person(f"Other{n}") for n in range(5)]
    teams = [CareTeam.objects.create(name=f"Team{n}", created_at=NOON) for n in range(2)]
    for who in others:
        for team in teams:
            if rng.random() < 0.5:
                removed = NOON if rng.random() < 0.3 else None
                in_team(team, who, now=NOON - timedelta(days=30), removed_at=removed)
    for owner in owners:
        everybody: list[Person | CareTeam] = [*others, *teams, *owners]
        for to in everybody:
            if to is owner or rng.random() < 0.4:
                continue
            grant(
                owner,
                to,
                *rng.sample(SHARED, rng.randint(1, 3)),
                since=rng.choice([None, (NOON - timedelta(days=5)).date()]),
                now=NOON - timedelta(days=20),
                until=NOON + timedelta(days=rng.choice([-1, 0, 10])),
                revoked_at=rng.choice([None, None, NOON - timedelta(days=1)]),
                role=rng.choice(["viewer", "caregiver"]) if isinstance(to, Person) else "viewer",
            )
        state = rng.choice(["active", "active", "active", "pending-deletion", "deleted"])
        Journal.objects.filter(id=owner.journal.id).update(state=state)
    return owners, others


def by_policy(who: Person, owner: Person):
    try:
        access, _ = open_journal_for(
            principal=Principal(who.user.id, second_factor=True),
            journal_id=owner.journal.id,
            action=Action.READ_ENTRIES,
            now=NOON,
        )
    except DomainError:
        return None
    return access.grant_id, access.role.value, sorted(access.sections), access.since


def by_sql(who: Person, owner: Person):
    row = fetch(
        f"SELECT grant_id, role, sections, since FROM ({LIVE_GRANTS}) g WHERE journal_id = %(j)s",
        {"user": who.user.id, "now": NOON, "j": owner.journal.id},
    )
    return None if row is None else (row[0], row[1], sorted(row[2]), row[3])


@pytest.mark.parametrize("seed", range(WORLDS))
def test_policy_and_sql_agree(db, seed):
    owners, others = world(random.Random(seed))

    for who in [*others, *owners]:
        mine = {owner.user.id: by_policy(who, owner) for owner in owners if owner is not who}
        listed = {owner.user.id: by_sql(who, owner) for owner in owners if owner is not who}
        assert listed == mine
        opened = sum(answer is not None for answer in mine.values())
        assert elsewhere(user_id=who.user.id, now=NOON).journals == opened


def test_what_is_read_is_what_was_opened(db):
    """The rows that come back lie in the sections and days of the access, and none is missing."""
    ana, carla = person("Ana", journal=True), person("Carla")
    sleep = {"section": "sleep", "type": "sleep", "body": {"hours": 7.0}}
    days = [
        (f"2026-03-{day:02d}T12:00:00+00:00", more) for day in range(1, 15) for more in ({}, sleep)
    ]
    sent = [op(ana, occurred_at=at, tz="UTC", **more) for at, more in days]
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=sent, epoch=None, device_id=None,
        now=NOON,
    )  # fmt: skip
    since = NOON.date() + timedelta(days=5)
    grant(ana, carla, Section.SLEEP, since=since, until=NOON + timedelta(days=40))
    access, _ = open_journal_for(
        principal=carla.principal, journal_id=ana.journal.id, action=Action.READ_ENTRIES, now=NOON
    )
    read = timeline(access, before=None, limit=200).decode()

    expected = [
        item for item in sent if item["type"] == "sleep" and item["occurred_at"][:10] >= str(since)
    ]
    assert read.count('"type" : "sleep"') == len(expected) == 8
    assert '"type" : "symptom"' not in read


def test_the_policy_is_total_and_names_every_action():
    assert POLICY.keys() == set(Action)
    assert SCOPES.keys() <= POLICY.keys()
    assert {"viewer", "caregiver", "member", "operator"} == {
        role.value for role in NEED_SECOND_FACTOR
    }


@pytest.mark.parametrize("own_first", [True, False])
def test_what_one_was_given_oneself_comes_before_what_a_team_was_given(people, own_first):
    ana, carla = people.ana, people.carla
    team = CareTeam.objects.create(name="Team", created_at=NOON)
    in_team(team, carla, now=NOON - timedelta(days=9))
    early, late = NOON - timedelta(days=5), NOON - timedelta(days=2)
    grant(ana, team, Section.SLEEP, now=late if own_first else early)
    mine = grant(ana, carla, Section.SYMPTOMS, now=early if own_first else late)

    assert by_policy(carla, ana)[0] == mine.id == by_sql(carla, ana)[0]
