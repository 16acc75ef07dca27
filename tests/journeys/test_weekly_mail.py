"""The weekly mail: symptoms are named after a warning and a proof; a nurse may have counts."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from journal.core.access import Section
from journal.summaries.models import SummarySchedule, TeamDigest
from tests.journeys.factors import confirms_by_mail, forget_the_proof
from tests.journeys.steps import enter, to_settings, with_journal
from tests.people import Person, grant, person


def test_symptoms_are_named_after_a_warning_and_a_proof(stack, open_device):
    vilma = with_journal("Vilma")
    phone = open_device()
    phone.expected.append((401, "/summary"))
    enter(phone, vilma)
    to_settings(phone, "Weekly e-mail")
    phone.page.get_by_label("Send me a weekly e-mail").check()
    phone.sees("Saved.")
    phone.sees("It holds no health words.")
    assert wish(vilma) == (True, False)

    phone.tap("Name my symptoms in it")
    warning = phone.page.get_by_role("dialog", name="Name my symptoms in e-mail?")
    expect(warning).to_contain_text("E-mail is not private.")
    warning.get_by_role("button", name="Cancel").click()
    assert wish(vilma) == (True, False)

    forget_the_proof(vilma)
    phone.tap("Name my symptoms in it")
    phone.tap("I understand, name them")
    assert wish(vilma) == (True, False)
    confirms_by_mail(phone, stack, vilma.user.email)
    phone.sees("It names your symptoms.")
    assert wish(vilma) == (True, True)

    # Less needs neither.
    forget_the_proof(vilma)
    phone.tap("Leave my symptoms out")
    phone.sees("It holds no health words.")
    assert wish(vilma) == (True, False)


def test_a_nurse_gets_counts_only_when_she_wants_them(open_device):
    thea, nurse = with_journal("Thea"), person("Ulla")
    grant(thea, nurse, Section.SYMPTOMS, Section.FLAGS, now=timezone.now())
    desk = open_device("Desktop Chrome")
    enter(desk, nurse)
    to_settings(desk, "Weekly e-mail")
    counts = desk.page.get_by_label("Send me weekly counts of shared journals")
    expect(desk.page.get_by_label("Send me a weekly e-mail")).to_have_count(0)
    desk.sees("No names, no health words.")
    was = counts.is_checked()
    for on in (not was, was):
        counts.set_checked(on)
        desk.sees("Saved.")
        desk.reload()
        expect(counts).to_be_checked(checked=on)
        assert TeamDigest.objects.get(user=nurse.user).enabled == on


def wish(somebody: Person) -> tuple[bool, bool]:
    kept = SummarySchedule.objects.get(journal=somebody.journal)
    return kept.enabled, kept.detail
