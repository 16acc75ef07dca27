"""What is taken back while a sender already holds it is not sent: every sort, every way back.

The change happens right after the claim, before the first message of the batch is put together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.launch.own_keys import push_key
from journal.accounts.models import AppConsent, Journal, User
from journal.flags.models import Flag
from journal.notifications import deliver
from journal.notifications.kinds import KINDS
from journal.notifications.models import Delivery, PushSubscription
from journal.notifications.push.services import subscribe, unsubscribe_phone
from journal.privacy.erase import keep_account
from journal.reminders.models import Reminder
from journal.reminders.services import set_reminder_settings
from journal.sharing.models import Grant, Invitation
from journal.summaries.models import SummarySchedule, TeamDigest
from journal.summaries.unsubscribing import unsubscribe, unsubscribe_token
from journal.teams.models import TeamInvitation
from tests.journal.notifications.occasions import OCCASIONS, run_jobs
from tests.journal.reminders.nudges import note
from tests.people import People, Person
from tests.push_service import Browser, push_service

Change = Callable[[People], object]


def _deactivate(people: People) -> None:
    User.objects.update(is_active=False)


def _close(people: People) -> None:
    Grant.objects.all().delete()
    User.objects.filter(id__in=[people.ana.user.id, people.carla.user.id]).delete()


def _pending(people: People) -> None:
    Journal.objects.update(state=Journal.State.PENDING_DELETION)


def _pause(people: People) -> None:
    rest = {"journal_paused": {"from": "2026-03-01", "to": "2026-03-20"}}
    Journal.objects.update(profile=rest)


def _remove(people: People) -> None:
    Reminder.objects.all().delete()


def _switch_off(people: People) -> None:
    Reminder.objects.update(enabled=False, next_at=None, planned_on=None)


def _end_list(mail_list: str) -> Change:
    def change(people: People) -> None:
        whose = people.carla.user.id if mail_list == "digest" else people.ana.journal.id
        unsubscribe(token=unsubscribe_token(mail_list, whose))

    return change


def _revoke(people: People) -> None:
    Grant.objects.update(revoked_at=OCCASIONS["digest"].due)


def _withdraw(model: type[Invitation] | type[TeamInvitation]) -> Change:
    return lambda people: model.objects.update(withdrawn_at=OCCASIONS["invitation"].due)


def _check_in(people: People) -> None:
    at = OCCASIONS["check-in"].due.isoformat()
    note(people.ana, type="checkin", body={"overall": 1}, occurred_at=at, tz="UTC")


def _keep(people: People) -> None:
    keep_account(user=people.ana.user, now=OCCASIONS["deletion"].due)


ENDS: dict[str, Change] = {"not active": _deactivate, "closed": _close}
JOURNAL: dict[str, Change] = {"to be deleted": _pending, **ENDS}
NUDGE: dict[str, Change] = {
    "removed": _remove, "switched off": _switch_off, "a pause": _pause, **JOURNAL,
}  # fmt: skip
WAYS: dict[str, dict[str, Change]] = {
    "own reminder": NUDGE,
    "medication": NUDGE,
    "check-in": {**NUDGE, "noted": _check_in},
    "test": NUDGE,
    "flag": {
        "answered": lambda people: Flag.objects.update(state=Flag.State.ACKNOWLEDGED),
        "off": lambda people: set_reminder_settings(
            journal=people.ana.journal, follow_up=False
        ),
        "a pause": _pause,
        **JOURNAL,
    },
    "weekly mail": {
        "off": lambda people: SummarySchedule.objects.update(enabled=False),
        "ended": _end_list("week"),
        "a pause": _pause,
        **JOURNAL,
    },
    "digest": {
        "off": lambda people: TeamDigest.objects.update(enabled=False),
        "ended": _end_list("digest"),
        "consent withdrawn": _revoke,
        **JOURNAL,
    },
    "invitation": {"withdrawn": _withdraw(Invitation), **JOURNAL},
    "team invitation": {"withdrawn": _withdraw(TeamInvitation), **ENDS},
    "sharing began": {"ended": _revoke, **JOURNAL},
    "app shut out": {
        "forgotten": lambda people: AppConsent.objects.all().delete(), "closed": _close,
    },
    "operator's look": {"closed": _close},
    "deletion": {"kept": _keep, "closed": _close},
    "copy": {"closed": _close},
    "test notice": {
        "phone removed": lambda people: PushSubscription.objects.all().delete(), **ENDS,
    },
}  # fmt: skip
"""What concerns the safety of an account goes out until the account is gone."""


@pytest.fixture
def at_the_claim(monkeypatch):
    """Have something happen between claim and send."""
    real = deliver._claim

    def install(change: Callable[[], object]) -> None:
        def claim(owner, now):
            if claimed := real(owner, now):
                change()
            return claimed

        monkeypatch.setattr(deliver, "_claim", claim)

    return install


def test_every_sort_is_here():
    assert set(WAYS) == set(OCCASIONS)
    assert {one.kind for one in OCCASIONS.values()} == set(KINDS)


@pytest.mark.parametrize(("name", "way"), [(name, way) for name in WAYS for way in WAYS[name]])
def test_nothing_goes_out(people, mailoutbox, at_the_claim, monkeypatch, name, way):
    rung = []
    monkeypatch.setattr("journal.notifications.push.by_push.post", lambda *_, **__: rung.append(1))
    occasion = OCCASIONS[name]
    occasion.begin(people)
    happened = []
    at_the_claim(lambda: happened.append(WAYS[name][way](people)))

    for minutes in (0, 2, 4):
        run_jobs(occasion.due + timedelta(minutes=minutes))

    assert happened
    assert (mailoutbox, rung) == ([], [])
    assert not Delivery.objects.filter(state="sent").exists()


@pytest.mark.parametrize("case", ["removed", "of somebody else", "off"])
def test_no_phone_rings_that_was_taken_back(
    people, at_the_claim, tmp_path, monkeypatch, settings, case
):
    """A mail comes instead, where the phone is gone and not the wish."""
    occasion, browser = OCCASIONS["own reminder"], Browser()
    occasion.begin(people)
    with push_service(tmp_path) as (service, root):
        monkeypatch.setenv("SSL_CERT_FILE", str(root))
        settings.WEB_PUSH_HOSTS, settings.WEB_PUSH_KEY = [service.host], push_key()
        ana = people.ana

        def add(who: Person) -> PushSubscription:
            return subscribe(
                user_id=who.user.id, endpoint=service.endpoint(), name="phone", now=occasion.due,
                **browser.keys(),
            )  # fmt: skip

        phone = add(ana)
        change: dict[str, Callable[[], object]] = {
            "removed": lambda: unsubscribe_phone(user_id=ana.user.id, phone_id=phone.id),
            "of somebody else": lambda: add(people.ben),
            "off": lambda: set_reminder_settings(journal=ana.journal, by_push=False),
        }
        left = [change[case]]
        at_the_claim(lambda: left and left.pop()())

        run_jobs(occasion.due)

        assert service.received == []
    sent = Delivery.objects.filter(state="sent").values_list("channel", flat=True)
    assert list(sent) == ([] if case == "off" else ["email"])
