"""Sharing in other ways than with one person: a team, one visit, and somebody who helps to note."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Response, expect

from journal.core.access import Section
from tests.journeys.device import Device
from tests.journeys.stack import Stack, link_of
from tests.journeys.steps import (
    enter,
    enter_without_journals,
    note_weight,
    open_note,
    to_notes,
    to_settings,
    to_tab,
    with_journal,
)
from tests.people import Person, grant, person


def test_a_team_looks_until_one_has_left_it(open_device, stack):
    ana, nora, olaf = with_journal("Agnes"), person("Nelia"), person("Oscar")
    lead, phone, member = open_device("Desktop Chrome"), open_device(), open_device()
    enter_without_journals(lead, nora)
    founds_a_team(lead)
    brings_in(lead, olaf, stack)
    joins(member, olaf, stack)

    enter(phone, ana)
    note_weight(phone, "70")
    shares_with_a_team(phone, nora)
    accepts_for_the_team(lead, nora, stack)
    to_settings(phone, "Who can see my journal")
    phone.sees("In the team: Nelia and Oscar")
    phone.sees("They look: Weekdays from 8 to 16")

    member.go("/shared/")
    member.sees("Shared with Ward 3")
    member.tap("Open Agnes's journal", role="link")
    member.sees("70 kg")
    leaves(member)
    member.expected.append((403, "/api/v1/journals/"))
    member.go(f"/shared/journal/?id={ana.journal.id}")
    member.sees("This journal is no longer shared with you.")
    member.sees_not("70 kg")
    phone.reload()
    phone.sees("In the team: Nelia")
    phone.sees("Oscar looked at")


def founds_a_team(lead: Device) -> None:
    lead.tap("Care teams", role="link")
    lead.sees("You are in no team yet.")
    lead.tap("Make a team")
    lead.page.get_by_label("Name of the team").fill("Ward 3")
    lead.page.get_by_label("When do you look?").fill("Weekdays from 8 to 16")
    lead.tap("Make a team")
    lead.is_on("Ward 3")
    lead.sees("You lead this team.")


def brings_in(lead: Device, somebody: Person, stack: Stack) -> None:
    lead.page.get_by_label("Their e-mail").fill(somebody.user.email)
    lead.tap("Send the invitation")
    lead.sees(f"We sent the invitation to {somebody.user.email}.")
    lead.sees("Invited, not accepted yet")


def joins(member: Device, somebody: Person, stack: Stack) -> None:
    enter_without_journals(member, somebody)
    member.go(link_of(stack.mail(somebody.user.email, "Daybook")))
    member.sees("Nelia invites you to the team Ward 3.")
    assert "#" not in member.page.url
    member.tap("Join the team")
    member.is_on("Ward 3")
    member.sees("You are in this team.")


def shares_with_a_team(phone: Device, nurse: Person) -> None:
    to_settings(phone, "Who can see my journal")
    phone.tap("Share with someone", role="link")
    phone.page.get_by_label("A care team").check()
    phone.sees("Everyone in the team can look.")
    phone.page.get_by_label("Their e-mail").fill(nurse.user.email)
    phone.tap("Next")
    phone.tap("Send the invitation")
    phone.sees("We sent the invitation")


def accepts_for_the_team(lead: Device, nurse: Person, stack: Stack) -> None:
    lead.go(link_of(stack.mail(nurse.user.email, "Agnes invites you")))
    expect(lead.page.get_by_label("My team Ward 3")).to_be_checked()
    lead.tap("Accept")
    lead.sees("Shared with Ward 3")


def leaves(member: Device) -> None:
    member.go("/team/")
    member.tap("Open Ward 3", role="link")
    member.tap("Leave this team")
    member.page.get_by_role("dialog").get_by_role("button", name="Leave this team").click()
    member.sees("You are in no team yet.")


def test_one_visit_shows_what_was_chosen_until_it_is_ended(open_device):
    ana = with_journal("Alma")
    phone, room = open_device(), open_device("Desktop Chrome")
    enter(phone, ana)
    note_weight(phone, "71")
    sleeps_well(phone)
    to_settings(phone, "Who can see my journal")
    phone.tap("Show for one visit", role="link")
    phone.page.get_by_label("sleep", exact=True).uncheck()
    phone.tap("Show the code")
    phone.sees("It works once, for 14 more minutes.")
    expect(phone.page.get_by_role("img", name="The same code as a picture to scan")).to_be_visible()
    code = digits(phone)

    room.expected += [(410, "/api/v1/visit")]
    room.go("/visit/")
    room.page.get_by_label("Six numbers from their phone").fill(code)
    room.tap("Open")
    room.is_on("Alma's journal")
    room.sees("71 kg")
    room.sees("Not shared: sleep")
    room.sees_not("Very well")
    phone.sees("Opened at")

    phone.tap("End it now")
    phone.sees("It has ended. The other screen can no longer look.")
    room.reload()
    room.is_on("Look at a journal")
    room.sees_not("71 kg")
    room.page.get_by_label("Six numbers from their phone").fill(code)
    room.tap("Open")
    room.sees("This code does not work. Ask for a new one.")
    assert room.knows_nobody()


def test_a_visit_by_the_picture_is_closed_in_the_room(open_device):
    ana = with_journal("Aida")
    phone, room = open_device(), open_device("Desktop Chrome")
    enter(phone, ana)
    note_weight(phone, "72")
    phone.go("/sharing/visit/")
    with phone.page.expect_response(_is_a_code) as shown:
        phone.tap("Show the code")
    room.expected += [(410, "/api/v1/visit")]
    room.go(f"/visit#{shown.value.json()['link_token']}")
    room.sees("72 kg")
    assert "#" not in room.page.url
    # What is still on its way would be refused after the end.
    room.page.wait_for_load_state("networkidle")
    room.tap("Close and forget")
    room.sees("Closed. Nothing is kept on this device.")
    room.sees_not("72 kg")
    phone.sees("It has ended.")
    room.reload()
    room.is_on("Look at a journal")


def _is_a_code(answer: Response) -> bool:
    """Not the list of visits, whose address is the same and which may still be on its way."""
    return answer.request.method == "POST" and answer.url.endswith("/visits")


def digits(phone: Device) -> str:
    """What stands there in large letters."""
    return "".join(phone.page.locator(".code span").all_inner_texts())


def sleeps_well(phone: Device) -> None:
    to_tab(phone, "Today")
    phone.tap("Sleep", role="link")
    phone.answer("Very well")
    phone.tap("Done")
    phone.all_saved()


def test_a_helper_notes_a_temperature_with_a_name_on_it(open_device):
    ana, sam = with_journal("Antonia"), person("Samir")
    grant(ana, sam, Section.SYMPTOMS, Section.MEASURES, now=timezone.now(), role="caregiver")
    helper, phone = open_device(), open_device()
    enter(helper, sam)
    helper.sees("People I help")
    helper.tap("Note for Antonia", role="link")
    helper.sees("You are noting for Antonia")
    helper.tap("Temperature", role="link")
    notes_in_a_tunnel(helper, "37.9")
    helper.tap("Done")
    helper.sees("noted by Samir")

    enter(phone, ana)
    to_notes(phone)
    phone.sees("noted by Samir")
    open_note(phone, "Temperature", "37.9 °C")
    phone.sees("Samir")

    changes_it(helper, "38.1")
    phone.go("/timeline/")
    phone.sees("38.1 °C")


def notes_in_a_tunnel(helper: Device, celsius: str) -> None:
    """The first try is lost; what was typed stays and goes out as it is, once."""
    field = helper.page.get_by_role("textbox", name="Temperature")
    field.fill(celsius)
    helper.go_offline()
    helper.tap("Save")
    helper.sees("What you noted is still here.")
    helper.go_online()
    helper.tap("Try again")
    helper.sees("Noted for Antonia.")


def changes_it(helper: Device, celsius: str) -> None:
    helper.page.get_by_role("link").filter(has_text="37.9 °C").click()
    helper.page.get_by_role("textbox", name="Temperature").fill(celsius)
    helper.tap("Save")
    helper.sees("Noted for Antonia.")


def test_what_cannot_wait_is_said_to_the_helper_at_once(open_device):
    ana, sam = with_journal("Ada"), person("Silas")
    grant(ana, sam, Section.SYMPTOMS, now=timezone.now(), role="caregiver")
    helper = open_device()
    enter(helper, sam)
    helper.go(f"/helping/note/?id={ana.journal.id}&kind=symptom")
    helper.page.get_by_label("Search").fill("short of")
    helper.tap("Short of breath")
    helper.answer("Bad")
    helper.sees("Is it there when you sit still?")
    helper.tap("Yes")
    card = helper.page.get_by_role("alert").filter(has_text="Get help now")
    expect(card).to_be_visible()
    helper.sees("Noted for Ada.")
    helper.tap("Take it back")
    helper.sees("Taken back.")
    stops_helping(helper, ana)


def stops_helping(helper: Device, ana: Person) -> None:
    helper.go(f"/helping/?id={ana.journal.id}")
    helper.tap("I no longer help here")
    helper.page.get_by_role("dialog").get_by_role("button", name="I no longer help here").click()
    helper.is_on("Shared with me")
    helper.sees("No journal is shared with you right now.")
