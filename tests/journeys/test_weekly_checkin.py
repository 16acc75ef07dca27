"""The weekly check-in: one tap a question, each answer kept at once, whatever comes in between."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from journal.accounts.models import Journal
from journal.entries.models import Entry
from tests.journeys.device import Device
from tests.journeys.steps import enter, have_noted, to_tab, with_journal
from tests.people import Person
from tests.processes import wait_for

BODY = ["Tiredness", "Poor appetite", "Pain", "Trouble sleeping"]
MOOD = ["Worry or fear", "Sad or low mood"]
LUNG = ["Chest pain", "Short of breath", "Coughing up blood", "Swollen face or neck"]
LUNG_SLUGS = ["chest_pain", "shortness_of_breath", "coughing_blood", "face_neck_swelling"]


def with_a_week(name: str, **profile: Any) -> Person:
    """Somebody whose first note is a week old."""
    somebody = with_journal(name)
    Journal.objects.filter(id=somebody.journal.id).update(profile=profile)
    have_noted(somebody, (7, "sleep", {"quality": 1}))
    return somebody


def bodies(somebody: Person) -> list[dict[str, Any]]:
    """What the server holds of the last hours."""
    mine = Entry.objects.filter(journal=somebody.journal, deleted=False)
    since = timezone.now() - timedelta(hours=12)
    found = mine.filter(occurred_at__gt=since).order_by("occurred_at", "id")
    return list(found.values_list("body", flat=True))


def by_symptom(somebody: Person) -> dict[str, dict[str, Any]]:
    said = [dict(body) for body in bodies(somebody)]
    assert len({body.get("symptom") for body in said}) == len(said)
    return {str(body.pop("symptom")): body for body in said}


def asks(phone: Device, name: str, place: str = "") -> None:
    """Wait until this symptom is asked for."""
    heading = phone.page.get_by_role("heading", level=2, name=re.compile(rf"^{name} {place}"))
    expect(heading).to_be_focused()


def start(phone: Device) -> None:
    phone.tap("Start", role="link")
    phone.is_on("Weekly check-in")
    phone.tap("Go one by one")


def test_one_tap_a_question_and_back(stack, open_device):
    vera = with_a_week("Vera", cancer_type="lung")
    phone = open_device()
    enter(phone, vera)
    start(phone)
    names = [*BODY, *LUNG, *MOOD]
    for n, name in enumerate(names, 1):
        asks(phone, name, f"{n} of 10")
        phone.tap("No")
    phone.sees("You went through all of them.")
    scored = ["fatigue", "appetite_loss", "pain", "insomnia", *LUNG_SLUGS, "anxiety", "sadness"]
    wanted = {slug: {"severity": 0} for slug in scored} | {"coughing_blood": {"amount": 0}}
    wait_for(lambda: by_symptom(vera) == wanted, "ten notes on the server")
    expect(phone.page.get_by_role("main").get_by_role("link", name="Hoarse voice")).to_be_visible()

    # The one before, and the one before that: the same notes are changed.
    phone.tap("Change")
    asks(phone, "Sad or low mood")
    expect(phone.page.get_by_role("button", name="No", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    phone.tap("The one before")
    asks(phone, "Worry or fear")
    phone.tap("Yes")
    phone.sees("How bad was it?")
    phone.tap("Mild")
    phone.sees("How often?")
    phone.tap("Some days")
    phone.sees("Did it get in the way of your day?")
    phone.tap("Leave this out")
    phone.sees("You went through all of them.")
    wanted["anxiety"] = {"severity": 1, "frequency": 2}
    wait_for(lambda: by_symptom(vera) == wanted, "the change on the server")
    phone.tap("No, I am done", role="link")
    phone.is_on("How are you today?")
    phone.sees("Worry or fear")
    phone.sees_not("Weekly check-in")


def test_killed_half_way_and_offline(stack, open_device):
    vito = with_a_week("Vito")
    phone = open_device()
    enter(phone, vito)
    phone.sees("A few questions about the last 7 days.")
    phone.go_offline()
    start(phone)
    asks(phone, "Tiredness", "1 of 10")
    phone.tap("No")
    asks(phone, "Poor appetite")
    phone.tap("Yes")
    phone.sees("How bad was it?")

    phone.page.close()
    phone.page = phone.context.new_page()
    phone.go("/today/")
    phone.sees("What you said is saved.")
    phone.tap("Go on", role="link")
    asks(phone, "Poor appetite", "2 of 10")
    phone.sees("How bad was it?")
    phone.tap("Medium")
    phone.sees("Did it get in the way of your day?")
    phone.reload()
    phone.sees("Did it get in the way of your day?")
    phone.tap("A little")
    asks(phone, "Pain", "3 of 10")
    phone.go_online()
    phone.all_saved()
    said = {"fatigue": {"severity": 0}, "appetite_loss": {"severity": 2, "interference": 1}}
    assert by_symptom(vito) == said


def test_an_emergency_on_the_way(stack, open_device):
    vadim = with_a_week("Vadim", cancer_type="lung")
    have_noted(vadim, (3, "symptom", {"symptom": "shortness_of_breath", "severity": 1}))
    phone = open_device()
    enter(phone, vadim)
    start(phone)
    for name in BODY:
        asks(phone, name)
        phone.tap("No")
    # What was there in the last days comes first.
    asks(phone, "Short of breath", "5 of 10")
    phone.tap("Yes")
    phone.tap("Bad")
    phone.sees("Is it there when you sit still?")
    phone.tap("Yes")
    phone.is_on("Get help now")
    phone.tap("I have read this")
    phone.is_on("To raise with my team")
    to_tab(phone, "Today")
    phone.tap("Go on", role="link")
    asks(phone, "Chest pain", "6 of 10")
    phone.all_saved()
    breath = {"severity": 3, "qualifiers": ["at_rest"]}
    held = Entry.objects.filter(
        journal=vadim.journal, body__symptom="shortness_of_breath", body__severity=3
    )
    assert [dict(entry.body) for entry in held] == [{"symptom": "shortness_of_breath", **breath}]


def test_none_of_these_in_spanish(stack, open_device):
    vilma = with_a_week("Vilma")
    phone = open_device(locale="es-ES")
    enter(phone, vilma)
    phone.go("/es/today/")
    phone.tap("Empezar", role="link")
    phone.is_on("Registro semanal")
    phone.sees("Cansancio")
    phone.tap("Nada de esto")
    phone.sees("Usted anotó: ninguno de mis síntomas.")
    wait_for(lambda: bodies(vilma) == [{"all_clear": True}], "the clear day on the server")
    phone.tap("No, ya terminé", role="link")
    phone.sees("Anotado hoy")
    phone.sees_not("Registro semanal")
    phone.tap("Agregar", role="link")
    phone.tap("Registro semanal", role="link")
    phone.sees("Usted anotó: ninguno de mis síntomas.")


def test_put_off_and_not_in_a_break(stack, open_device):
    vroni = with_a_week("Vroni")
    phone = open_device()
    enter(phone, vroni)
    phone.tap("Not now")
    phone.sees_not("A few questions about the last 7 days.")
    phone.reload()
    phone.sees("Nothing noted today")
    phone.sees_not("A few questions about the last 7 days.")

    valerie = with_a_week("Valerie", journal_paused={})
    other = open_device()
    enter(other, valerie)
    other.sees("You are taking a break.")
    other.sees_not("A few questions about the last 7 days.")
    to_tab(other, "Add")
    other.tap("Weekly check-in", role="link")
    other.is_on("Weekly check-in")


def test_what_was_noted_in_the_morning_is_not_asked_twice(stack, open_device):
    viktor = with_a_week("Viktor")
    have_noted(viktor, (0, "symptom", {"symptom": "fatigue", "severity": 2}))
    phone = open_device()
    enter(phone, viktor)
    phone.tap("Start", role="link")
    phone.sees("Did you have any of these in the last 7 days?")
    phone.sees_not("None of these")
    phone.tap("Go one by one")
    asks(phone, "Tiredness", "1 of 10")
    phone.sees("You noted today: Medium")
    phone.tap("Some")
    asks(phone, "Poor appetite", "2 of 10")
    phone.all_saved()
    assert by_symptom(viktor) == {"fatigue": {"severity": 2, "interference": 2}}
