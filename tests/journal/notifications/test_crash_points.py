"""A sender that dies at any named point: nothing lost, and nothing a person would see twice.

Nine points of six kinds of message. A death is an exception that no handler of ours catches, so
what is in the database is what a killed process leaves. Then the lease runs out and another sender
goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from config.launch.own_keys import push_key
from journal.core.access import Section
from journal.flags.models import Flag
from journal.notifications import by_mail, deliver
from journal.notifications.models import Delivery
from journal.notifications.push import by_push
from journal.notifications.push.services import subscribe
from journal.reminders.follow_up import plan_follow_ups
from journal.reminders.planning import plan_due as plan_reminders
from journal.sharing.access import locked_journal_for
from journal.sharing.policy import Action
from journal.sharing.services import invite
from journal.summaries.digest import plan_digests
from journal.summaries.services import plan_due as plan_summaries
from journal.summaries.services import set_summary
from tests.journal.reminders.nudges import note, remind
from tests.people import grant, person
from tests.push_service import Browser, push_service
from tests.sink import smtp_sink

SUNDAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 9, 6, tzinfo=UTC)
"""A Monday, before anything is due."""
DUE = datetime(2026, 3, 9, 9, 5, tzinfo=UTC)
KINDS = ("reminder", "reminder-push", "follow-up", "weekly-summary", "team-digest", "invitation")


class Died(BaseException):
    """The process is gone."""


class World:
    """Ana has something to be told, or to send; Carla may look at her journal."""

    def __init__(self, sink, service) -> None:
        self.sink, self.service = sink, service
        self.browser = Browser()
        self.ana, self.carla = person("Ana", journal=True), person("Carla")

    def prepare(self, kind: str) -> None:
        note(self.ana)
        if kind.startswith("reminder"):
            remind(self.ana, kind="own", at=time(9), now=NIGHT)
        if kind == "reminder-push":
            subscribe(
                user_id=self.ana.user.id, endpoint=self.service.endpoint(), name="phone",
                now=NIGHT, **self.browser.keys(),
            )  # fmt: skip
        if kind in ("follow-up", "team-digest"):
            Flag.objects.create(
                journal=self.ana.journal, rule="F17", rule_set="1", concept="a",
                urgency="same_day", evidence=[], sections=["symptoms"], evaluated_on=NIGHT,
                created_at=NIGHT, updated_at=NIGHT,
                follow_up_at=datetime(2026, 3, 9, 9, tzinfo=UTC) if kind == "follow-up" else None,
            )  # fmt: skip
        if kind == "weekly-summary":
            set_summary(journal=self.ana.journal, enabled=True, now=SUNDAY + timedelta(days=1))
        if kind == "team-digest":
            grant(self.ana, self.carla, Section.FLAGS, Section.SYMPTOMS, now=SUNDAY)
            plan_digests(now=SUNDAY + timedelta(days=1))

    def plan(self, kind: str) -> None:
        """What beat has a worker do; an invitation is queued by the request itself."""
        if kind == "invitation":
            with locked_journal_for(
                principal=self.ana.principal, journal_id=self.ana.journal.id,
                action=Action.SHARE, now=DUE,
            ) as (access, journal):  # fmt: skip
                invite(
                    access=access, journal=journal, email="nurse@example.org",
                    sections=[Section.SYMPTOMS], since=None, until=date(2026, 4, 1),
                    now=DUE,
                )  # fmt: skip
            return
        planners: dict[str, Callable[..., int]] = {
            "follow-up": plan_follow_ups, "weekly-summary": plan_summaries,
            "team-digest": plan_digests,
        }  # fmt: skip
        planners.get(kind, plan_reminders)(now=DUE)

    def seen(self) -> tuple[int, int]:
        """How many copies arrived, and how many a person sees: by Message-ID, and by tag."""
        mails = [mail["Message-ID"] for mail in self.sink.mails]
        notices = [notice["tag"] for notice in self.service.notices(self.browser)]
        return len(mails) + len(notices), len(set(mails)) + len(set(notices))


@pytest.fixture
def world(committed_db, tmp_path, monkeypatch, settings):
    with push_service(tmp_path) as (service, root), smtp_sink() as (sink, port):
        monkeypatch.setenv("SSL_CERT_FILE", str(root))
        settings.WEB_PUSH_HOSTS = [service.host]
        settings.WEB_PUSH_KEY = push_key()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with time_machine.travel(DUE, tick=False):
            yield World(sink, service)


def run(at: datetime) -> None:
    deliver.deliver_due(clock=lambda: at, until=at + timedelta(seconds=1))


@contextmanager
def dies(monkeypatch, owner: Any, name: str, *, after: bool) -> Iterator[None]:
    """Inside, the process dies when ``owner.name`` is called: before it acts, or just after."""
    real = getattr(owner, name)

    def call(*args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, call)
        yield


def _post(kind: str) -> Any:
    return (by_push if kind == "reminder-push" else by_mail)._Post


# Point: what dies, whether after it acted, and whether that is while planning.
POINTS: dict[str, tuple[Callable[[str], Any], str, bool]] = {
    "before the claim": (lambda kind: deliver, "_claim", False),
    "after the claim": (lambda kind: deliver, "_claim", True),
    "before anything is handed over": (_post, "send", False),
    "after it was handed over": (_post, "send", True),
    "before the mark": (lambda kind: deliver._Sending, "_finish", False),
    "after the mark": (lambda kind: deliver._Sending, "_finish", True),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("point", POINTS)
def test_a_sender_dies(world, monkeypatch, kind, point):
    owner, name, after = POINTS[point]
    world.prepare(kind)
    world.plan(kind)

    with dies(monkeypatch, owner(kind), name, after=after), pytest.raises(Died):
        run(DUE)
    world.plan(kind) if kind != "invitation" else None
    run(DUE + timedelta(seconds=61))
    run(DUE + timedelta(seconds=200))

    copies, visible = world.seen()
    assert visible == 1
    assert copies <= 2
    assert list(Delivery.objects.values_list("state", flat=True)) == ["sent"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_planner_dies_before_it_commits(world, monkeypatch, kind):
    world.prepare(kind)

    @transaction.atomic
    def plan_and_die() -> None:
        world.plan(kind)
        raise Died

    with pytest.raises(Died):
        plan_and_die()
    assert not Delivery.objects.exists()

    world.plan(kind)
    run(DUE)

    assert world.seen() == (1, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_planner_dies_once_it_has_committed(world, kind):
    """Nothing that hangs on the commit is needed: the row is enough."""
    world.prepare(kind)
    world.plan(kind)
    if kind != "invitation":
        world.plan(kind)

    run(DUE)

    assert world.seen() == (1, 1)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "reminder-push"])
def test_the_line_goes_dead_before_the_server_says_that_it_took_it(world, kind):
    world.prepare(kind)
    world.plan(kind)
    world.sink.hangs_up = 1

    run(DUE)
    assert Delivery.objects.get().last_error == "SMTPServerDisconnected"
    run(DUE + timedelta(seconds=200))

    assert world.seen() == (2, 1)
    assert Delivery.objects.get().state == "sent"


def test_a_line_that_always_goes_dead_brings_two_copies_and_no_more(world):
    world.prepare("reminder")
    world.plan("reminder")
    world.sink.hangs_up = 9

    for minutes in range(0, 80, 5):
        run(DUE + timedelta(minutes=minutes))

    assert world.seen() == (2, 1)
    assert Delivery.objects.get().state == "dead"


def test_the_push_service_goes_dead_before_it_says_that_it_took_it(world):
    world.prepare("reminder-push")
    world.plan("reminder-push")
    world.service.hangs_up = 1

    run(DUE)
    run(DUE + timedelta(seconds=200))

    assert world.seen() == (2, 1)
