"""The page for a visit leaves the phone: on paper, and to people who may look."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.core.access import Section
from journal.entries.models import Entry
from journal.sharing.models import VisitPage
from journal.teams.services import found_team
from tests.journeys.steps import enter, have_noted, to_tab, with_journal
from tests.journeys.visits import day, with_visits
from tests.people import grant, person
from tests.processes import wait_for


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_on_paper(stack, open_device, paper):
    vroni = with_journal(f"Vroni {paper}")
    with_visits(vroni)
    questions = [(2, "question", {"text": f"Question {n}?", "place": n}) for n in range(1, 6)]
    have_noted(vroni, *questions)
    phone = open_device()
    enter(phone, vroni)
    phone.all_saved()
    to_tab(phone, "My visit")
    phone.sees("Pain: Mild, then Bad")
    expect(phone.page.locator(".paper")).to_be_attached()
    phone.page.emulate_media(media="print", color_scheme="dark")
    phone.sees("Not a diagnosis.")
    expect(phone.page.get_by_role("navigation")).to_be_hidden()
    expect(phone.page.get_by_role("button", name="Print one page")).to_be_hidden()
    pdf = phone.page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


def test_the_page_is_sent_in_three_taps_and_taken_back(stack, open_device):
    vinzenz, lead = with_journal("Vinzenz"), person("Veit")
    with_visits(vinzenz)
    now = timezone.now()
    grant(vinzenz, found_team(user=lead.user, name="Ward 8", now=now), Section.SLEEP, now=now)
    # Who helps to note is no care team.
    grant(vinzenz, person("Vigo"), Section.SLEEP, now=now, role="caregiver")
    phone = open_device()
    enter(phone, vinzenz)
    phone.all_saved()

    to_tab(phone, "My visit")  # 1
    phone.tap("Send to my team", role="link")  # 2
    phone.sees("This is what they get")
    phone.sees("Pain: Mild, then Bad")
    expect(phone.page.get_by_label("Ward 8")).to_be_checked()
    expect(phone.page.get_by_label("Vigo")).to_have_count(0)
    phone.go_offline()
    phone.sees("This needs a connection.")
    expect(phone.page.get_by_role("button", name="Send it now")).to_have_count(0)
    phone.go_online()
    phone.tap("Send it now")  # 3
    phone.sees("Ward 8: not opened yet")
    sent = VisitPage.objects.get(journal=vinzenz.journal)
    assert sent.page["title"].startswith("Clinic visit, ")
    assert {"how": "worse", "words": "Pain: Mild, then Bad"} in sent.page["changed"]
    next_visit = Entry.objects.get(journal=vinzenz.journal, body__on=day(-9))
    assert sent.appointment == next_visit.id

    address = f"/api/v1/journals/{vinzenz.journal.id}/visit-pages/{sent.id}"
    assert lead.client().get(address).status_code == 200
    to_tab(phone, "My visit")
    phone.sees("Ward 8: opened Today")
    phone.tap("Take it back")
    wait_for(
        lambda: VisitPage.objects.exclude(taken_back_at=None).filter(id=sent.id).exists(),
        "the page taken back",
    )
    phone.tap("Send to my team", role="link")
    phone.sees("You took it back.")


def test_nobody_to_send_it_to(stack, open_device):
    phone = open_device()
    enter(phone, with_journal("Valeska"))
    to_tab(phone, "My visit")
    phone.sees("Add your next visit to get ready for it.")
    phone.sees("Too few notes to compare yet.")
    phone.tap("Send to my team", role="link")
    phone.sees("You share your journal with no team and no clinician yet.")
    expect(phone.page.get_by_role("link", name="Share with someone")).to_be_visible()
