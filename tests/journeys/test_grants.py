"""What somebody was given changes, or ends: on the phone, and on the other's screen by itself."""

from __future__ import annotations

import re

from django.utils import timezone
from playwright.sync_api import expect

from journal.core.access import Section
from journal.sharing.models import Grant
from journal.teams.models import CareTeam, TeamMembership
from tests.journeys.device import Device
from tests.journeys.steps import (
    enter,
    note_weight,
    to_settings,
    with_journal,
)
from tests.people import Person, grant, in_team, person
from tests.processes import wait_for

REFUSED = [(403, "/api/v1/journals/"), (401, "/api/v1/journals/")]


def looks_on(desk: Device, who: Person, ana: Person) -> None:
    """Somebody reads, on a clock that the test moves."""
    enter(desk, who)
    desk.page.clock.install()
    desk.go(f"/shared/journal/?id={ana.journal.id}")


def a_minute_later(desk: Device) -> None:
    desk.page.clock.run_for(60_000)


def test_what_is_changed_on_the_phone_changes_on_the_other_screen(open_device):
    ana, nora = with_journal("Arnika"), person("Norma")
    grant(ana, nora, Section.SYMPTOMS, Section.MEASURES, now=timezone.now())
    phone, desk = open_device(), open_device("Desktop Chrome")
    enter(phone, ana)
    note_weight(phone, "70")
    looks_on(desk, nora, ana)
    desk.sees("70 kg")

    to_settings(phone, "Who can see my journal")
    phone.tap("Change what Norma sees", role="link")
    phone.page.get_by_label("weight and temperature").uncheck()
    phone.tap("Next")
    phone.is_on("Check before you save")
    phone.sees("Will no longer see:")
    phone.tap("Save")
    phone.sees("Saved. It counts from now on.")
    a_minute_later(desk)
    desk.sees_not("70 kg")

    phone.tap("Done", role="link")
    phone.tap("Change what Norma sees", role="link")
    phone.tap("Next")
    phone.sees("Nothing is different yet.")
    phone.page.get_by_label("Look, and note for me").check()
    phone.tap("Next")
    phone.sees("Can note for you")
    phone.tap("Save")
    phone.sees("Saved. It counts from now on.")
    assert Grant.objects.get(journal=ana.journal).role == "caregiver"


def test_a_screen_is_cleared_within_a_minute_after_access_has_ended(open_device):
    ana, nora, sam = with_journal("Amrei"), person("Nadja"), person("Selma")
    given = grant(ana, nora, Section.SYMPTOMS, Section.MEASURES, now=timezone.now())
    helps = grant(ana, sam, Section.MEASURES, now=timezone.now(), role="caregiver")
    phone, desk, helper = open_device(), open_device("Desktop Chrome"), open_device()
    enter(phone, ana)
    note_weight(phone, "73")
    looks_on(desk, nora, ana)
    desk.sees("73 kg")
    enter(helper, sam)
    helper.page.clock.install()
    helper.go(f"/helping/?id={ana.journal.id}")
    helper.sees("73 kg")
    note = helper.context.new_page()
    note.clock.install()
    note.goto(f"/helping/note/?id={ana.journal.id}&kind=weight")
    expect(note.get_by_role("textbox", name="Weight")).to_be_visible()
    for device in (desk, helper):
        device.expected += REFUSED

    Grant.objects.filter(id__in=[given.id, helps.id]).update(revoked_at=timezone.now())
    for device in (desk, helper):
        a_minute_later(device)
        device.sees("This journal is no longer shared with you.")
        device.sees_not("73 kg")
    note.clock.run_for(60_000)
    expect(note.get_by_role("textbox", name="Weight")).to_have_count(0)
    desk.go("/shared/")
    desk.sees("No journal is shared with you right now.")


def test_stop_sharing_without_signal_waits_through_a_reload_and_goes_first(open_device):
    ana, nora = with_journal("Alina"), person("Norberta")
    given = grant(ana, nora, Section.SYMPTOMS, now=timezone.now())
    phone = open_device()
    enter(phone, ana)
    phone.worker_is_ready()
    to_settings(phone, "Who can see my journal")
    phone.sees("Norberta")
    phone.sees("Until")

    phone.go_offline()
    phone.reload()
    phone.is_on("Who can see my journal")
    phone.sees("You are offline. This list is from")
    phone.sees("norberta@")
    phone.tap("Stop sharing")
    phone.page.get_by_role("dialog").get_by_role("button", name="Stop sharing").click()
    phone.sees("Not stopped yet. Norberta can still look.")
    phone.reload()
    phone.sees("Not stopped yet. Norberta can still look.")
    assert Grant.objects.get(id=given.id).revoked_at is None

    phone.page.goto("about:blank")
    asked = len(phone.asked)
    phone.go_online()
    phone.go("/today/")
    # The chip speaks of notes only.
    ended = Grant.objects.filter(id=given.id, revoked_at__isnull=False)
    wait_for(ended.exists, "the end of sharing on the server")
    phone.all_saved()
    sent = [re.sub(r"^https?://[^/]+", "", address) for address in phone.asked[asked:]]
    api = [address for address in sent if address.startswith("/api/")]
    assert api[:2] == ["/api/v1/me", f"/api/v1/journals/{ana.journal.id}/grants/{given.id}"]
    to_settings(phone, "Who can see my journal")
    phone.sees("Only you can see your journal.")


def test_stop_sharing_with_everyone_at_once(open_device):
    ana, nora, olaf = with_journal("Alda"), person("Nadine"), person("Osvald")
    for looks in (nora, olaf):
        grant(ana, looks, Section.SYMPTOMS, now=timezone.now())
    phone = open_device()
    enter(phone, ana)
    to_settings(phone, "Who can see my journal")
    phone.tap("Stop sharing with everyone")
    phone.page.get_by_role("dialog").get_by_role("button", name="Stop sharing").click()
    phone.sees("can no longer look.")
    phone.sees("Only you can see your journal.")
    assert not Grant.objects.filter(journal=ana.journal, revoked_at=None).exists()


def test_a_lead_lets_another_lead_and_steps_back(open_device):
    nora, olaf = person("Nicola"), person("Osman")
    now = timezone.now()
    team = CareTeam.objects.create(name="Ward 9", created_at=now)
    TeamMembership.objects.create(team=team, user=nora.user, role="lead", joined_at=now)
    in_team(team, olaf, now=now)
    desk = open_device("Desktop Chrome")
    enter(desk, nora)
    desk.go(f"/team/one/?id={team.id}")
    desk.tap("Let Osman lead")
    desk.page.get_by_role("dialog").get_by_role("button", name="Let Osman lead").click()
    desk.sees("Saved.")
    expect(desk.page.get_by_role("button", name="Take the lead from Osman")).to_be_visible()
    desk.tap("I no longer lead")
    desk.page.get_by_role("dialog").get_by_role("button", name="I no longer lead").click()
    desk.sees("You are in this team.")
    expect(desk.page.get_by_role("button", name="Remove Osman")).to_have_count(0)


def test_a_nurse_without_a_journal_lands_on_what_is_shared(open_device):
    now = timezone.now()
    nora, team = person("Nicoletta"), CareTeam.objects.create(name="Ward 8", created_at=now)
    in_team(team, nora, now=now)
    desk = open_device("Desktop Chrome")

    enter(desk, nora)

    desk.is_on("Shared with me")
    desk.sees("No journal is shared with you right now.")
    desk.go("/")
    desk.is_on("Shared with me")
