"""The weekly mail: counts only, on the local Monday morning, never twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from journal.accounts.services import change_journal
from journal.core.errors import LinkUnusable
from journal.flags.evaluation import evaluate_journal
from journal.flags.models import Flag
from journal.notifications.deliver import deliver_due
from journal.notifications.models import Delivery
from journal.summaries.models import SummarySchedule
from journal.summaries.services import (
    plan_due,
    set_summary,
    summary_schedule,
)
from journal.summaries.unsubscribing import unsubscribe, unsubscribe_token
from journal.sync.push import push
from tests.health_words import health_words
from tests.people import op, person

THURSDAY = datetime(2026, 3, 5, 12, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 3, 9, 7, tzinfo=UTC)
"""8 o'clock in Vienna."""


@pytest.fixture
def ana(db):
    who = person("Ana", journal=True, time_zone="Europe/Vienna")
    set_summary(journal=who.journal, enabled=True, now=THURSDAY)
    return who


def note(ana, *days: int, **given) -> None:
    ops = [op(ana, occurred_at=f"2026-03-{day:02d}T09:00:00+01:00", **given) for day in days]
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=ops, epoch=None, device_id=None,
        now=THURSDAY,
    )  # fmt: skip


def send(now: datetime = MONDAY_MORNING) -> None:
    plan_due(now=now)
    deliver_due(clock=lambda: now, until=now + timedelta(seconds=1))


def test_it_comes_on_the_local_monday_morning_and_once(ana, mailoutbox):
    note(ana, 2, 4, 5)
    send(MONDAY_MORNING - timedelta(minutes=1))
    assert mailoutbox == []

    send()
    send()
    SummarySchedule.objects.filter(journal=ana.journal).update(
        next_at=MONDAY_MORNING, planned_on=MONDAY_MORNING.date()
    )
    send()

    [mail] = mailoutbox
    assert mail.to == ["ana@example.org"]
    assert "You made 3 notes last week." in mail.body
    assert "3 notes" in mail.alternatives[0][0]


def test_a_late_entry_of_that_week_makes_no_second_mail(ana, mailoutbox):
    note(ana, 2)
    send()
    note(ana, 3)
    send(MONDAY_MORNING + timedelta(hours=2))

    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("case", "days", "words"),
    [
        ("one", [3], "You made 1 note last week."),
        ("none last week but the week before", [1], "You made no notes last week"),
    ],
)
def test_the_count(ana, mailoutbox, case, days, words):
    note(ana, *days)
    send()

    assert words in mailoutbox[0].body


def test_it_says_that_there_is_something_to_look_at_and_not_what(ana, mailoutbox):
    note(ana, 4, body={"symptom": "shortness_of_breath", "severity": 3})
    evaluate_journal(journal_id=ana.journal.id, now=THURSDAY)
    send()

    [mail] = mailoutbox
    everything = "\n".join(
        [mail.subject, mail.body, mail.alternatives[0][0], str(mail.extra_headers)]
    ).lower()
    assert "there is 1 thing to look at" in everything
    # The address that ends the mails is random letters and may spell anything.
    everything = re.sub(r"(?<=/unsubscribe/)[\w.-]+", "", everything)
    for word in health_words():
        # Whole words: "f04" may stand inside the id of a message.
        assert not re.search(rf"\b{re.escape(word)}\b", everything), word


@pytest.mark.parametrize(
    ("case", "quiet_mode", "urgencies", "words"),
    [
        ("mild ones are capped", False, ["next_visit"] * 3 + ["information"] * 2, "3 things"),
        ("urgent ones are not", False, ["this_week"] * 4 + ["next_visit"] * 4, "7 things"),
        ("quiet mode hides the mild", True, ["information", "next_visit", "same_day"], "1 thing"),
        ("quiet mode never hides the urgent", True, ["this_week", "emergency_now"], "2 things"),
        ("nothing but mild in quiet mode", True, ["next_visit"], None),
    ],
)
def test_how_much_there_is_to_look_at(ana, mailoutbox, case, quiet_mode, urgencies, words):
    change_journal(journal_id=ana.journal.id, quiet_mode=quiet_mode)
    note(ana, 4)
    Flag.objects.filter(journal=ana.journal).delete()
    for number, urgency in enumerate(urgencies):
        Flag.objects.create(
            journal=ana.journal, rule="F17", rule_set="1.0.0", concept=str(number), urgency=urgency,
            evidence=[], sections=[], evaluated_on=THURSDAY, created_at=THURSDAY,
            updated_at=THURSDAY,
        )  # fmt: skip
    send()

    if words is None:
        assert "to look at" not in mailoutbox[0].body
    else:
        assert f"There {'is' if words == '1 thing' else 'are'} {words} to look at" in (
            mailoutbox[0].body
        )


@pytest.mark.parametrize(
    ("case", "days", "words"),
    [
        ("its result is awaited", -14, "There is 1 thing to look at"),
        ("that was too long ago", -15, "There are 2 things to look at"),
        ("soon", 3, "There is 1 thing to look at"),
        ("not yet", 4, "There are 2 things to look at"),
    ],
)
def test_around_a_scan_the_mild_ones_wait_where_that_was_wished(ana, mailoutbox, case, days, words):
    on = (MONDAY_MORNING + timedelta(days=days)).date().isoformat()
    body = {"kind": "scan", "on": on, "fewer_reminders": True}
    note(ana, 4, type="appointment", section="tests", body=body)
    Flag.objects.filter(journal=ana.journal).delete()
    for urgency in ("information", "this_week"):
        Flag.objects.create(
            journal=ana.journal, rule="F17", rule_set="1.0.0", concept=urgency, urgency=urgency,
            evidence=[], sections=[], evaluated_on=THURSDAY, created_at=THURSDAY,
            updated_at=THURSDAY,
        )  # fmt: skip
    send()

    assert words in mailoutbox[0].body


def test_three_quiet_weeks_are_left_quiet(ana, mailoutbox):
    send()

    assert mailoutbox == []
    assert Delivery.objects.get().state == "suppressed"


def test_one_click_stops_it_and_a_forged_one_does_nothing(ana, mailoutbox, client):
    token = unsubscribe_token("week", ana.journal.id)
    with pytest.raises(LinkUnusable):
        unsubscribe(token=token[:-1] + "x")
    assert summary_schedule(journal_id=ana.journal.id).enabled

    assert client.get(f"/api/v1/unsubscribe/{token}").status_code == 405
    assert summary_schedule(journal_id=ana.journal.id).enabled
    clicked = client.post(
        f"/api/v1/unsubscribe/{token}", "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert clicked.status_code == 204
    assert not summary_schedule(journal_id=ana.journal.id).enabled

    note(ana, 4)
    send()
    assert mailoutbox == []


def test_the_header_for_one_click_is_there(ana, mailoutbox):
    note(ana, 4)
    send()

    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/unsubscribe/")


def test_it_is_spanish_for_who_reads_spanish(ana, mailoutbox):
    ana.user.locale = "es"
    ana.user.save()
    note(ana, 2, 4)
    send()

    assert mailoutbox[0].subject == "Su semana en Daybook"
    assert "hizo 2 notas" in mailoutbox[0].body
