"""One message of each sort that exists: what brings it, at a moment known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import time_machine

from journal.accounts.models import AppConsent
from journal.core.access import Section
from journal.flags.models import Flag
from journal.notifications.deliver import deliver_due
from journal.notifications.push.services import ring_as_test, subscribe
from journal.notifications.services import queue
from journal.privacy.erase import ask_to_erase
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.models import EVERY_DAY
from journal.reminders.planning import plan_due as plan_reminders
from journal.settings.services import change_settings
from journal.sharing.access import locked_journal_for
from journal.sharing.policy import Action
from journal.sharing.services import invite
from journal.summaries.digest import plan_digests
from journal.summaries.services import plan_due as plan_summaries
from journal.summaries.services import set_summary
from journal.teams.services import found_team, invite_member
from tests.journal.reminders.nudges import note, remind
from tests.people import People, grant
from tests.push_service import Browser

SUNDAY = datetime(2026, 3, 8, 18, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
PLANNERS = (plan_reminders, plan_follow_ups, plan_summaries, plan_digests)


@dataclass(frozen=True)
class Occasion:
    """What is to come: ``due`` by the clock of UTC, where everybody here lives."""

    kind: str
    due: datetime
    prepare: Callable[[People, datetime], object]
    is_asked: bool = False
    """Queued by a request at ``due``; everything else is found by the planners then."""

    def begin(self, people: People) -> None:
        """Bring about that it will come, a day before; or queue it, where a request does."""
        at = self.due if self.is_asked else SUNDAY
        with time_machine.travel(at, tick=False):
            self.prepare(people, at)


def run_jobs(now: datetime, *, plan: bool = True) -> None:
    """What beat has a worker do, once."""
    with time_machine.travel(now, tick=False):
        for planner in PLANNERS if plan else ():
            planner(now=now)
        deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))


def _reminded(kind: str) -> Callable[[People, datetime], object]:
    return lambda people, at: remind(people.ana, kind=kind, days=EVERY_DAY, at=time(13), now=at)


def _tested(people: People, at: datetime) -> None:
    """Two weeks ahead."""
    remind(people.ana, kind="test", at=time(13), now=at)
    plan = {"followup_tests": [{"test": "CT", "due": "2026-03-23"}]}
    change_settings(journal=people.ana.journal, now=at, profile=plan)


def _flagged(people: People, at: datetime) -> Flag:
    return Flag.objects.create(
        journal=people.ana.journal, rule="F17", rule_set="1", concept="a", urgency="same_day",
        evidence=[], sections=["symptoms"], evaluated_on=at, created_at=at, updated_at=at,
        follow_up_at=MONDAY.replace(hour=10),
    )  # fmt: skip


def _wrote(people: People, at: datetime) -> None:
    note(people.ana)
    set_summary(journal=people.ana.journal, enabled=True, now=at)


def _shown(people: People, at: datetime) -> None:
    _flagged(people, at)
    Flag.objects.update(follow_up_at=at + timedelta(days=60))
    grant(people.ana, people.carla, Section.FLAGS, Section.SYMPTOMS, now=at)
    plan_digests(now=at)


def _invited(people: People, at: datetime) -> None:
    with locked_journal_for(
        principal=people.ana.principal, journal_id=people.ana.journal.id, action=Action.SHARE,
        now=at,
    ) as (access, journal):  # fmt: skip
        invite(
            access=access, journal=journal, email="nurse@example.org", since=None,
            sections=[Section.SYMPTOMS], until=date(2026, 6, 1), now=at,
        )  # fmt: skip


def _invited_to_a_team(people: People, at: datetime) -> None:
    team = found_team(user=people.ana.user, name="Neighbours", now=at)
    invite_member(team=team, by=people.ana.user, email="y@example.org", role="member", now=at)


def _accepted(people: People, at: datetime) -> None:
    given = grant(people.ana, people.carla, Section.SLEEP, now=at)
    queue(
        kind="sharing-began", key="k3", user_id=people.ana.user.id,
        journal_id=people.ana.journal.id, due_at=at, facts={"grant": str(given.id)},
    )  # fmt: skip


def _shut_out(people: People, at: datetime) -> None:
    consent = AppConsent.objects.create(
        user=people.ana.user, client_id="c", client_name="An app", scopes=[], given_at=at
    )
    queue(
        kind="app-shut-out", key="k1", user_id=people.ana.user.id, due_at=at,
        facts={"consent": str(consent.id)},
    )  # fmt: skip


def _looked_at(people: People, at: datetime) -> None:
    queue(
        kind="operator-look", key="k2", user_id=people.ana.user.id,
        journal_id=people.ana.journal.id, due_at=at, facts={"reason": "owner-asked"},
    )  # fmt: skip


def _asks_to_delete(people: People, at: datetime) -> None:
    ask_to_erase(user=people.ana.user, now=at)


def _copies(people: People, at: datetime) -> None:
    queue(kind="copy-made", key="k4", user_id=people.ana.user.id, due_at=at)


def _rings(people: People, at: datetime) -> None:
    phone = subscribe(
        user_id=people.ana.user.id, name="phone", now=at,
        endpoint="https://updates.push.services.mozilla.com/1", **Browser().keys(),
    )  # fmt: skip
    ring_as_test(user_id=people.ana.user.id, phone_id=phone.id, now=at)


ONE, TEN, EIGHT = (MONDAY.replace(hour=hour) for hour in (13, 10, 8))
OCCASIONS: Final[Mapping[str, Occasion]] = {
    "own reminder": Occasion("reminder", ONE, _reminded("own")),
    "medication": Occasion("reminder", ONE, _reminded("medication")),
    "check-in": Occasion("reminder", ONE, _reminded("checkin")),
    "test": Occasion("reminder", ONE, _tested),
    "flag": Occasion("follow-up", TEN, _flagged),
    "weekly mail": Occasion("weekly-summary", EIGHT, _wrote),
    "digest": Occasion("team-digest", EIGHT, _shown),
    "invitation": Occasion("invitation", ONE, _invited, is_asked=True),
    "team invitation": Occasion("team-invitation", ONE, _invited_to_a_team, is_asked=True),
    "sharing began": Occasion("sharing-began", ONE, _accepted, is_asked=True),
    "app shut out": Occasion("app-shut-out", ONE, _shut_out, is_asked=True),
    "operator's look": Occasion("operator-look", ONE, _looked_at, is_asked=True),
    "deletion": Occasion("deletion-asked", ONE, _asks_to_delete, is_asked=True),
    "copy": Occasion("copy-made", ONE, _copies, is_asked=True),
    "test notice": Occasion("push-test", ONE, _rings, is_asked=True),
}
