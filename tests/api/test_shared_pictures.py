"""Photos that somebody else looks at, or adds."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.core.ids import new_id
from journal.pictures.models import Picture
from tests.people import grant
from tests.phone import Phone
from tests.pictures import drawn, noted, photo_op, seen

JPEG: Any = {"content_type": "image/jpeg"}


@pytest.fixture
def phone(people) -> Phone:
    return Phone(people.ana)


def test_files_have_to_be_ticked(people, phone):
    sent = drawn()
    address = noted(phone, sent)
    people.ana.client().put(address, sent, **JPEG)
    now = timezone.now()
    everything_else = [section for section in Section if section is not Section.FILES]
    given = grant(people.ana, people.carla, *everything_else, now=now)
    hers = people.carla.client()

    assert hers.get(address).json()["code"] == "not-found"
    assert hers.get(f"{phone.base}/timeline").json()["entries"] == []

    given.sections = ["files"]
    given.save()
    assert seen(hers, address).size == (64, 48)
    [event] = AuditEvent.objects.filter(
        journal=people.ana.journal, action="looked-at-entries", sections=["files"]
    )
    assert (event.actor_id, event.count) == (people.carla.user.id, 1)


def test_days_before_the_first_shared_one_stay_closed(people, phone):
    sent = drawn()
    address = noted(phone, sent, occurred_at="2026-03-02T07:40:00+01:00")
    people.ana.client().put(address, sent, **JPEG)
    now = timezone.now()
    given = grant(people.ana, people.carla, Section.FILES, since="2026-03-03", now=now)
    assert people.carla.client().get(address).status_code == 404
    given.since = "2026-03-02"
    given.save()
    assert people.carla.client().get(address).status_code == 200


@pytest.mark.parametrize(
    ("sections", "status"), [([Section.FILES], 201), ([Section.SYMPTOMS], 403)]
)
def test_a_caregiver_adds_photos_where_files_are_shared(people, phone, sections, status):
    grant(people.ana, people.carla, *sections, role="caregiver", now=timezone.now())
    sent = drawn()
    address = f"{phone.base}/entries/{new_id()}/picture"
    answer = people.carla.client().put(address, sent, **JPEG)
    assert answer.status_code == status, answer.content
    assert Picture.objects.filter(journal=people.ana.journal).count() == (status == 201)
    if status == 201:
        assert people.carla.client().put(address, sent, **JPEG).status_code == 204


def test_a_caregiver_cannot_take_the_place_of_a_picture_to_come(people, phone):
    grant(people.ana, people.carla, Section.FILES, role="caregiver", now=timezone.now())
    sent = drawn()
    wanted = photo_op(people.ana, sent)
    address = f"{phone.base}/entries/{wanted['entry_id']}/picture"
    assert people.carla.client().put(address, drawn(color="red"), **JPEG).status_code == 201
    phone.push(wanted)
    people.ana.client().put(address, sent, **JPEG)
    assert seen(people.ana.client(), address).getpixel((9, 9))[0] < 20
