"""Symptoms in the weekly mail: only for who asked, after being told, with a fresh proof."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.notifications.models import Delivery
from journal.summaries.models import SummarySchedule
from journal.summaries.services import set_summary, summary_schedule
from tests.journal.summaries.test_summaries import MONDAY_MORNING, THURSDAY, note, send
from tests.people import person

JSON = {"content_type": "application/json"}


@pytest.fixture
def ana(db):
    who = person("Ana", journal=True, time_zone="Europe/Vienna")
    set_summary(journal=who.journal, enabled=True, now=THURSDAY)
    return who


def test_the_symptoms_of_the_week_by_their_days(ana, mailoutbox):
    set_summary(journal=ana.journal, enabled=True, detail=True, now=THURSDAY)
    note(ana, 2, 4, 4)
    note(ana, 3, body={"symptom": "cough", "severity": 1})
    send()

    [mail] = mailoutbox
    assert "Nausea: on 2 days" in mail.body
    assert "Cough: on 1 day" in mail.body
    assert mail.subject == "Your week in Daybook"


def test_without_asking_nothing_is_named(ana, mailoutbox):
    note(ana, 2)
    send()

    assert "ausea" not in mailoutbox[0].body


def change(ana, **given):
    client = given.pop("client", None) or ana.client()
    return client.put(f"/api/v1/journals/{ana.journal.id}/summary", given, **JSON)


def test_it_needs_to_be_understood(ana):
    refused = change(ana, enabled=True, detail=True)

    assert refused.status_code == 422
    assert not summary_schedule(journal_id=ana.journal.id).detail


def test_it_needs_a_fresh_proof_and_ending_it_needs_none(ana):
    stale = ana.client(age=3600)
    refused = change(ana, enabled=True, detail=True, understood=True, client=stale)
    assert refused.status_code == 401
    assert not summary_schedule(journal_id=ana.journal.id).detail

    assert change(ana, enabled=True, detail=True, understood=True).json()["detail"] is True
    assert change(ana, enabled=True, detail=False, client=stale).json()["detail"] is False


def test_it_is_kept_since_when(ana):
    change(ana, enabled=True, detail=True, understood=True)
    first = SummarySchedule.objects.get().detail_since

    change(ana, enabled=True, detail=True)

    assert first is not None
    assert SummarySchedule.objects.get().detail_since == first


def test_after_three_quiet_weeks_one_gentle_mail_and_then_none(ana, mailoutbox):
    note(ana, 4)
    for week in range(7):
        send(MONDAY_MORNING + timedelta(weeks=week))

    said = [mail.body.split("\n\n")[1] for mail in mailoutbox]
    assert [line[:27] for line in said] == [
        "You made 1 note last week.",
        "You made no notes last week",
        "You made no notes last week",
        "There has been no note for ",
    ]


def test_a_week_that_could_not_be_mailed_is_told_of_in_the_next(ana, mailoutbox):
    note(ana, 4)
    send(MONDAY_MORNING + timedelta(days=6, minutes=1))
    assert (mailoutbox, Delivery.objects.get().state) == ([], "missed")

    send(MONDAY_MORNING + timedelta(weeks=1))

    assert "We could not send the mail of the week before." in mailoutbox[0].body
