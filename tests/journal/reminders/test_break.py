"""A break: what was ticked rests, the rest goes on, and nothing is caught up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.accounts.models import Journal
from journal.notifications.deliver import deliver_due
from journal.reminders.planning import plan_due
from journal.settings.services import change_settings, end_break, take_break
from journal.summaries.services import plan_due as plan_weekly
from journal.summaries.services import set_summary
from tests.journal.reminders.nudges import DUE, MONDAY, deliver, note, remind
from tests.people import person

ALL = {"reminders": True, "mail": True, "prompts": True}
JSON = {"content_type": "application/json"}


@pytest.fixture
def ana(db):
    return person("Ana", journal=True, time_zone="Europe/Vienna", profile={"sex": "female"})


def pause(who) -> dict[str, object] | None:
    return Journal.objects.get(id=who.journal.id).profile.get("journal_paused")


@pytest.mark.parametrize(
    ("case", "rests", "come"),
    [
        ("everything", ALL, 0),
        ("reminders alone", {"reminders": True, "mail": False, "prompts": False}, 0),
        ("all but reminders", {"reminders": False, "mail": True, "prompts": True}, 1),
    ],
)
def test_reminders_rest_where_that_was_ticked(ana, mailoutbox, case, rests, come):
    remind(ana)
    plan_due(now=DUE)
    take_break(journal=ana.journal, until=date(2026, 3, 8), rests=rests, now=MONDAY)

    deliver(DUE)

    assert len(mailoutbox) == come


@pytest.mark.parametrize(
    ("case", "first", "last", "rests", "come"),
    [
        ("the week itself", 2, 8, ALL, 0),
        ("the day that it would come", 9, 9, ALL, 0),
        ("until the day before, and no catch-up", 8, 8, ALL, 0),
        ("until two days before", 2, 7, ALL, 1),
        ("from the day after", 10, 16, ALL, 1),
        ("no end", 5, None, ALL, 0),
        ("reminders alone", 2, 16, ALL | {"mail": False}, 1),
        ("the mail alone", 2, 16, {"reminders": False, "mail": True, "prompts": False}, 0),
    ],
)
def test_the_weekly_mail_rests_where_that_was_ticked(
    ana, mailoutbox, case, first, last, rests, come
):
    set_summary(journal=ana.journal, enabled=True, now=MONDAY)
    note(ana)
    until = last and date(2026, 3, last)
    take_break(
        journal=ana.journal, until=until, rests=rests, now=datetime(2026, 3, first, 4, tzinfo=UTC)
    )
    monday_morning = datetime(2026, 3, 9, 7, tzinfo=UTC)

    plan_weekly(now=monday_morning)
    deliver_due(clock=lambda: monday_morning, until=monday_morning + timedelta(seconds=1))

    assert len(mailoutbox) == come


def test_a_break_of_before_there_were_ticks_rests_everything(ana, mailoutbox):
    remind(ana)
    plan_due(now=DUE)
    old = {"journal_paused": {"from": "2026-03-01", "to": "2026-03-20"}}
    change_settings(journal=ana.journal, now=MONDAY, profile=old)

    deliver(DUE)

    assert mailoutbox == []


def test_coming_back_catches_nothing_up(ana, mailoutbox):
    remind(ana)
    changed = take_break(journal=ana.journal, until=None, rests=ALL, now=MONDAY)
    plan_due(now=DUE)
    deliver(DUE)

    end_break(journal=changed, now=DUE + timedelta(hours=1))
    plan_due(now=DUE + timedelta(hours=1))
    deliver(DUE + timedelta(hours=1))

    assert (pause(ana), mailoutbox) == (None, [])
    plan_due(now=DUE + timedelta(days=7))
    deliver(DUE + timedelta(days=7))
    assert len(mailoutbox) == 1


def test_a_break_leaves_the_rest_of_the_profile_as_it_is(ana, time_machine):
    # Half past eleven at night in Vienna: the local day counts.
    time_machine.move_to(datetime(2026, 3, 2, 22, 30, tzinfo=UTC), tick=False)
    base = f"/api/v1/journals/{ana.journal.id}/break"
    client = ana.client()
    wish = {"until": "2026-03-15", "reminders": True, "mail": False, "prompts": True}

    twice = [client.put(base, wish, **JSON) for _ in range(2)]

    assert [answer.status_code for answer in twice] == [200, 200]
    kept = {"from": "2026-03-02", "to": "2026-03-15"} | {
        "reminders": True, "mail": False, "prompts": True,
    }  # fmt: skip
    assert twice[1].json()["profile"] == {"sex": "female", "journal_paused": kept}
    assert client.put(base, wish | {"until": None}, **JSON).status_code == 200
    assert pause(ana) == {key: value for key, value in kept.items() if key != "to"}
    ended = [client.delete(base) for _ in range(2)]
    assert [answer.json()["profile"] for answer in ended] == [{"sex": "female"}] * 2


@pytest.mark.parametrize(
    ("case", "change", "pointer"),
    [
        ("nothing rests", dict.fromkeys(ALL, False), "#"),
        ("no such day", {"until": "2026-02-30"}, "#/until"),
        ("it does not say what", {"mail": None}, "#/mail"),
    ],
)
def test_a_break_that_is_none_changes_nothing(ana, case, change, pointer):
    wish = {"until": None, **ALL, **change}
    answer = ana.client().put(f"/api/v1/journals/{ana.journal.id}/break", wish, **JSON)

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert pause(ana) is None
