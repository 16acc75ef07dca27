"""The first journey, whole: a phone, a flag, a nurse, and the mails, with every process real."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.reminders.models import Reminder
from journal.summaries.models import SummarySchedule
from tests.journeys.device import Device
from tests.journeys.factors import adds_a_passkey, confirm, confirms_by_mail
from tests.journeys.stack import Stack, link_of, plain, text_of
from tests.journeys.steps import for_day, sign_up_here, start, to_settings, to_tab
from tests.processes import wait_for

ANA, CARLA = "ana.first@example.org", "carla.first@example.org"
PRIVATE = "Told nobody yet about the move."
ZONE = ZoneInfo("Europe/Vienna")


def test_first_journey(stack, open_device):
    ana = open_device()
    start(ana, stack, ANA)
    says_her_name(ana)
    asks_for_mail(ana)
    notes_a_night_of_last_week(ana)

    entry_id = logs_breathlessness_offline(ana)
    comes_back_online(ana)
    server_has_the_same_flag(entry_id)
    # Only now: the weekly mail says how much there is to look at.
    makes_the_mails_due()
    writes_a_private_note(ana)

    invites_carla(ana, stack)
    carla = open_device("Desktop Chrome")
    accepts(carla, stack)
    shows_a_passkey(carla)
    sees_what_was_shared(carla)
    sees_who_looked(ana)
    stops_sharing(ana)
    is_refused(carla)

    mails_came_once(stack)


def says_her_name(ana: Device) -> None:
    to_settings(ana, "My journal")
    ana.page.get_by_label("My name, as others see it").fill("Ana")
    ana.tap("Save")
    ana.sees("Saved.")


def asks_for_mail(ana: Device) -> None:
    to_settings(ana, "Reminders")
    ana.tap("Weekly check-in", role="link", exact=False)
    ana.page.get_by_label("Once a week").check()
    ana.tap("Save")
    ana.is_on("Reminders")
    ana.sees("Next one:")
    to_settings(ana, "Weekly e-mail")
    ana.page.get_by_label("Send me a weekly e-mail").check()
    ana.sees("Saved.")
    ana.sees("Next one:")


def last_week() -> date:
    """The Wednesday of the week before this one, where Ana is."""
    today = datetime.now(ZONE).date()
    return today - timedelta(days=today.weekday() + 5)


def notes_a_night_of_last_week(ana: Device) -> None:
    to_tab(ana, "Today")
    ana.tap("Sleep", role="link")
    ana.is_on("How did you sleep?")
    for_day(ana, last_week())
    ana.answer("Well")
    ana.tap("Done")
    ana.all_saved()


def makes_the_mails_due() -> None:
    """Time passes: both are due now; the reminder for today, the weekly mail for last week."""
    today, now = datetime.now(ZONE).date(), timezone.now()
    due = {"next_at": now - timedelta(minutes=1)}
    mine = {"journal__owner__email": ANA}
    monday = today - timedelta(days=today.weekday())
    # Before ten in the morning a word about the flag would be due today, and the nudge gives way.
    Flag.objects.filter(**mine).update(follow_up_at=now + timedelta(days=2))
    assert Reminder.objects.filter(**mine).update(planned_on=today, **due) == 1
    assert SummarySchedule.objects.filter(**mine).update(planned_on=monday, **due) == 1


def logs_breathlessness_offline(ana: Device) -> str:
    """Two taps and the answer that decides, with no network; returns the entry's id."""
    ana.go_offline()
    ana.reload()
    ana.is_on("How are you today?")
    ana.tap("Short of breath", role="link")
    ana.is_on("Short of breath")
    ana.answer("Bad")
    ana.sees("Is it there when you sit still?")
    ana.tap("Yes")
    emergency_card_is_up(ana)
    ana.reload()
    emergency_card_is_up(ana)
    ana.go("/today/")
    emergency_card_is_up(ana)
    ana.tap("I have read this")
    ana.is_on("To raise with my team")
    ana.chip_says("Saved on this phone")
    ana.sees("It was there when you sat still.")
    waiting = ana.rows("outbox")
    assert waiting is not None
    assert [row["op"]["type"] for row in waiting] == ["symptom"]
    return waiting[0]["entry_id"]


def emergency_card_is_up(ana: Device) -> None:
    ana.is_on("Get help now")
    call = ana.page.get_by_role("link", name="Call 112 now")
    expect(call).to_have_attribute("href", "tel:112")
    ana.sees("It was there when you sat still.")
    ana.sees("No one is watching this journal live.")


def comes_back_online(ana: Device) -> None:
    ana.go_online()
    ana.all_saved()
    # The list is the server's now: it offers the answers that only the server takes.
    expect(ana.page.get_by_role("button", name="My team knows")).to_be_visible()
    to_tab(ana, "Today")
    ana.sees("Get help now")


def server_has_the_same_flag(entry_id: str) -> None:
    journal = Journal.objects.get(owner__email=ANA)
    entry = Entry.objects.get(journal=journal, id=entry_id)
    assert entry.body == {
        "symptom": "shortness_of_breath", "severity": 3, "qualifiers": ["at_rest"],
    }  # fmt: skip
    flag = Flag.objects.get(journal=journal)
    assert (flag.rule, flag.urgency, flag.state) == ("F01", "emergency_now", "open")
    assert [str(one) for one in flag.evidence] == [entry_id]
    wait_for(lambda: is_evaluated(), "the worker's own evaluation")
    assert list(Flag.objects.filter(journal=journal)) == [flag]


def is_evaluated() -> bool:
    journal = Journal.objects.get(owner__email=ANA)
    return journal.evaluated_seq == journal.last_seq > 0


def writes_a_private_note(ana: Device) -> None:
    to_tab(ana, "Add")
    ana.page.get_by_role("main").get_by_role("link", name="Note", exact=True).click()
    ana.page.get_by_role("textbox", name="Your note").fill(PRIVATE)
    ana.tap("Save")
    ana.is_on("How are you today?")
    ana.sees(PRIVATE)
    ana.all_saved()


def invites_carla(ana: Device, stack: Stack) -> None:
    to_settings(ana, "Who can see my journal")
    ana.tap("Share with someone", role="link")
    ana.page.get_by_label("Their e-mail").fill(CARLA)
    for private in ("mood", "notes"):
        expect(ana.page.get_by_label(private, exact=True)).not_to_be_checked()
    ana.page.get_by_label("sleep", exact=True).uncheck()
    ana.tap("Next")
    ana.is_on("Check before you send")
    ana.sees("Does not see: sleep")
    # Signing up has shown that the address is hers, not that it is she who holds the phone.
    ana.expected.append((401, "/invitations"))
    ana.tap("Send the invitation")
    changes_her_mind(ana)
    ana.tap("Send the invitation")
    confirms_by_mail(ana, stack, ANA)
    ana.sees(f"We sent the invitation to {CARLA}.")


def changes_her_mind(ana: Device) -> None:
    """Nothing is sent, and nothing of what she chose is lost."""
    confirm(ana).get_by_role("button", name="Cancel").click()
    ana.is_on("Check before you send")
    ana.sees("Does not see: sleep")


def accepts(carla: Device, stack: Stack) -> None:
    invitation = stack.mail(CARLA, "Ana invites you to Daybook")
    carla.expected.append((401, "/api/v1/invitations/preview"))
    carla.go(link_of(invitation))
    carla.tap("I am new here", role="link")
    sign_up_here(carla, stack, CARLA)
    carla.sees("Ana would like to show you a journal.")
    carla.tap("Accept")
    carla.is_on("Shared with me")
    assert "#" not in carla.page.url


def shows_a_passkey(carla: Device) -> None:
    carla.can_use_passkeys()
    carla.sees("Get help now: 1")
    carla.expected.append((403, "/api/v1/journals/"))
    carla.tap("Open Ana's journal", role="link")
    adds_a_passkey(carla)


def sees_what_was_shared(carla: Device) -> None:
    carla.is_on("Ana's journal")
    carla.sees("Not shared: sleep")
    flag = carla.page.locator("section.flag.emergency_now")
    expect(flag).to_contain_text("Short of breath")
    notes = carla.page.locator("ul.rows li")
    expect(notes).to_have_count(1)
    expect(notes).to_contain_text("Short of breath")
    carla.sees_not(PRIVATE)
    # Nothing of it stays on the nurse's computer.
    assert carla.rows("entries") is None


def sees_who_looked(ana: Device) -> None:
    to_settings(ana, "Who can see my journal")
    ana.sees("Last looked:")
    ana.sees(f"{CARLA} accepted your invitation")
    looks = ana.page.get_by_role("listitem").filter(has_text=f"{CARLA} looked at")
    expect(looks).to_have_count(2)
    expect(looks.filter(has_text="symptoms")).to_have_count(1)
    expect(looks.filter(has_text="sleep")).to_have_count(0)


def stops_sharing(ana: Device) -> None:
    ana.tap("Stop sharing")
    asked = ana.page.get_by_role("dialog")
    expect(asked).to_contain_text("It ends at once.")
    asked.get_by_role("button", name="Stop sharing").click()
    ana.sees("can no longer look.")


def is_refused(carla: Device) -> None:
    carla.reload()
    carla.sees("This journal is no longer shared with you.")
    carla.sees_not("Short of breath")
    carla.go("/shared/")
    carla.sees("No journal is shared with you right now.")


def mails_came_once(stack: Stack) -> None:
    """What beat planned and the worker sent; some more ticks must send nothing."""
    reminder, weekly = "A reminder from Daybook", "Your week in Daybook"
    stack.mail(ANA, reminder)
    stack.mail(ANA, weekly)
    stack.ticks(5)
    for about in (reminder, weekly):
        assert len(stack.mails(ANA, about)) == 1
    summary = stack.mail(ANA, weekly)
    assert "You made 1 note last week." in plain(summary)
    assert "There is 1 thing to look at in Daybook." in plain(summary)
    for mail in stack.sink.mails:
        assert health_words().findall(text_of(mail)) == []
        # Nothing in a mail is fetched from, or leads to, anybody else; this names a language.
        text = text_of(mail).replace("http://www.w3.org/1999/xhtml", "")
        addresses = re.findall(r"https?://[^\s\"'<>]+", text)
        assert [one for one in addresses if not one.startswith(stack.url)] == []


@cache
def health_words() -> re.Pattern[str]:
    """Every symptom's name, and words that say what the journal is about."""
    data = Path(settings.BASE_DIR) / "journal" / "catalogue" / "data" / "symptoms.json"
    names = [symptom["name"]["en"] for symptom in json.loads(data.read_text())["symptoms"]]
    words = "|".join(map(re.escape, [*names, "breath", "sleep", "symptom", "cancer", "flag"]))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)
