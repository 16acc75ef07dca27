"""Making the demo: accounts without passwords, a journal with a past, and people who may look."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from journal.accounts.models import Journal, User
from journal.accounts.services import lock_journal, make_sign_in_link, open_journal
from journal.core.access import Principal, Section
from journal.core.clock import local_day
from journal.core.ids import new_id
from journal.demo.story import ZONE, story
from journal.flags.evaluation import evaluate_journal
from journal.reminders.models import Reminder
from journal.reminders.services import put_reminder
from journal.sharing.access import locked_journal_for
from journal.sharing.models import GrantRole
from journal.sharing.policy import Action
from journal.sharing.services import accept_invitation, invite
from journal.summaries.services import set_summary
from journal.sync.push import MAX_OPS, push
from journal.teams.services import found_team

SURVIVOR = "ana@daybook.example"
NURSE = "carla@daybook.example"
CAREGIVER = "sam@daybook.example"
SHARED = (
    Section.SYMPTOMS,
    Section.SLEEP,
    Section.FOOD,
    Section.MOVEMENT,
    Section.MEASURES,
    Section.FLAGS,
)
HELPING = (Section.SYMPTOMS, Section.FOOD, Section.MEASURES)
SUNDAYS = 0b1000000
LINK_LASTS = timedelta(hours=12)
_TEAM = {"name": "Riverside nurses (demo)", "hours": "Weekdays from 8 to 16"}
_PROFILE = {
    "cancer_type": "breast",
    "sex": "female",
    "height_cm": 168,
    "treatments": [{"kind": "surgery", "start": "2025-11-10", "end": "2025-11-10"}],
    "primary_site": {"region": "breast", "side": "left"},
    # What is usual for her; the cough of the last weeks is not.
    "baseline": {"fatigue": 2, "numbness_tingling": 2},
}


def make_demo(*, now: datetime) -> bool:
    """Make the demo people and their data; False if they are there already."""
    if User.objects.filter(email=SURVIVOR).exists():
        return False
    survivor = User.objects.create_user(email=SURVIVOR, name="Ana Demo")
    nurse = User.objects.create_user(email=NURSE, name="Carla Demo, nurse")
    caregiver = User.objects.create_user(email=CAREGIVER, name="Sam Demo")
    journal, _ = open_journal(
        owner=survivor,
        time_zone=ZONE,
        country="AT",
        pins=["fatigue", "numbness_tingling", "pain", "shortness_of_breath"],
        profile=_PROFILE,
    )
    _write_story(survivor, journal, now)
    evaluate_journal(journal_id=journal.id, now=now)
    _share(survivor, nurse, caregiver, journal, now)
    _remind(journal, now)
    return True


def sign_in_links(*, now: datetime) -> dict[str, str]:
    """A fresh one-time link for each demo person, by what they are."""
    people = {"survivor": SURVIVOR, "nurse": NURSE, "caregiver": CAREGIVER}
    users = {user.email: user for user in User.objects.filter(email__in=people.values())}
    return {
        role: f"{settings.SITE_URL}/link#{make_sign_in_link(user=user, until=now + LINK_LASTS)}"
        for role, email in people.items()
        if (user := users.get(email)) is not None
    }


def _write_story(survivor: User, journal: Journal, now: datetime) -> None:
    noted = [note for note in story(today=local_day(now, ZONE)) if note.at < now]
    device = new_id()
    for start in range(0, len(noted), MAX_OPS):
        push(
            principal=Principal(survivor.id),
            journal_id=journal.id,
            sent=[
                {
                    "op_id": str(new_id()),
                    "entry_id": str(new_id()),
                    "kind": "put",
                    "actor_id": str(survivor.id),
                    "section": note.section,
                    "type": note.type,
                    "schema_v": 1,
                    "base": None,
                    "occurred_at": note.at.isoformat(),
                    "tz": ZONE,
                    "body": note.body,
                }
                for note in noted[start : start + MAX_OPS]
            ],
            epoch=None,
            device_id=device,
            now=now,
        )


def _share(survivor: User, nurse: User, caregiver: User, journal: Journal, now: datetime) -> None:
    """With the nurse's team, and with a brother who may note something."""
    until = local_day(now, ZONE) + timedelta(days=90)
    with locked_journal_for(
        principal=Principal(survivor.id, is_fresh=True),
        journal_id=journal.id,
        action=Action.SHARE,
        now=now,
    ) as (access, locked):
        offer: dict[str, Any] = {
            "access": access,
            "journal": locked,
            "since": None,
            "until": until,
            "now": now,
        }
        to_team = invite(email=nurse.email, sections=SHARED, for_team=True, **offer)
        to_caregiver = invite(
            email=caregiver.email, sections=HELPING, role=GrantRole.CAREGIVER, **offer
        )
    team = found_team(user=nurse, now=now, **_TEAM)
    accept_invitation(token=to_team.token, user=nurse, team_id=team.id, now=now)
    accept_invitation(token=to_caregiver.token, user=caregiver, now=now)


def _remind(journal: Journal, now: datetime) -> None:
    """A check-in on Sundays, and the weekly mail."""
    with transaction.atomic():
        locked = lock_journal(journal.id)
        set_summary(journal=locked, enabled=True, now=now)
        put_reminder(
            journal=locked,
            reminder_id=new_id(),
            kind=Reminder.Kind.CHECKIN,
            enabled=True,
            wall_time=time(18),
            days=SUNDAYS,
            now=now,
        )
