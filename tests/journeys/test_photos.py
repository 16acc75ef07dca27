"""A photo: taken with no signal, seen on the other phone, and by a nurse only where shared."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect

from journal.audit.models import AuditEvent
from journal.core.access import Section
from journal.pictures.models import Picture
from tests.journeys.device import Device
from tests.journeys.looks import clipped, small_targets, violations
from tests.journeys.steps import enter, to_tab, with_journal
from tests.people import Person, grant, person
from tests.pictures import GPS, drawn
from tests.processes import wait_for

PRIVATE = "No one looks at this picture for you."
BYTES_HERE = """() => indexedDB.databases().then(async (all) => {
  const { name } = all.find((one) => one.name.startsWith('daybook-'));
  const db = await new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => done(opening.result);
  });
  const rows = await new Promise((done) => {
    const asking = db.transaction('photos').objectStore('photos').getAll();
    asking.onsuccess = () => done(asking.result);
  });
  db.close();
  return rows.map(({ bytes }) => [...new Uint8Array(bytes)]);
})"""
IN_CACHES = """() => caches.keys().then(async (names) => {
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return found.flat().map(({ url }) => url).filter((url) => url.includes('/api/'));
})"""


def from_a_camera(color: str = "teal") -> FilePayload:
    """A large picture that says where it was taken and by what; it was held on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of Petra", 6
    exif.get_ifd(GPS).update({1: "N", 2: (48.0, 12.0, 30.0)})
    buffer = drawn((2400, 3200), color=color, exif=exif)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": buffer}


def test_a_photo_without_signal_comes_to_the_other_phone(stack, open_device):
    petra = with_journal("Petra")
    phone, tablet = open_device(), open_device("Galaxy Tab S4")
    enter(phone, petra)
    phone.go_offline()

    takes(phone, from_a_camera())
    phone.sees(PRIVATE)
    phone.page.get_by_label("What is this?").fill("Scar")
    phone.page.get_by_label("Where?").select_option(label="Arm")
    phone.tap("Left")
    phone.tap("A coin")
    phone.tap("Done")
    phone.chip_says("Saved on this phone")
    phone.reload()
    to_album(phone)
    shows(phone.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))
    phone.sees("Arm, left")
    phone.sees("Only on this phone so far.")
    [kept] = phone.page.evaluate(BYTES_HERE)
    holds_only_pixels(bytes(kept))
    assert Picture.objects.filter(journal=petra.journal).count() == 0

    phone.go_online()
    wait_for(lambda: Picture.objects.filter(journal=petra.journal).exists(), "the picture")
    phone.all_saved()
    phone.sees_not("Only on this phone so far.")

    enter(tablet, petra)
    to_album(tablet)
    shows(tablet.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))
    tablet.go_offline()
    tablet.reload()
    shows(tablet.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))
    tablet.go_online()

    deletes_it_and_takes_that_back(phone)
    compares_it_with_a_second_one(phone)


def takes(phone: Device, picture: FilePayload) -> None:
    to_tab(phone, "Add")
    phone.tap("Photo", role="link")
    phone.is_on("A photo")
    phone.page.get_by_label("Take a photo").set_input_files(picture)


def to_album(device: Device) -> None:
    to_tab(device, "More")
    device.tap("My photos", role="link")
    device.is_on("My photos")


def shows(picture: Locator, size: tuple[int, int]) -> None:
    expect(picture.first).to_be_visible()
    for side, length in zip(("naturalWidth", "naturalHeight"), size, strict=True):
        expect(picture.first).to_have_js_property(side, length)


def holds_only_pixels(jpeg: bytes) -> None:
    assert jpeg[:2] == b"\xff\xd8"
    assert not Image.open(BytesIO(jpeg)).getexif()
    for word in (b"Exif", b"Camera", b"Petra", b"GPS"):
        assert word not in jpeg, word


def deletes_it_and_takes_that_back(phone: Device) -> None:
    phone.tap("Scar", role="link")
    shows(phone.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))
    phone.tap("Delete this note")
    phone.is_on("My notes")
    phone.tap("Undo")
    to_album(phone)
    shows(phone.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))


def compares_it_with_a_second_one(phone: Device) -> None:
    takes(phone, from_a_camera("red"))
    phone.page.get_by_label("Where?").select_option(label="Arm")
    phone.tap("Left")
    phone.sees("The same place before")
    expect(phone.page.get_by_role("main").get_by_role("img")).to_have_count(2)
    is_well_made(phone)
    to_album(phone)
    for button in phone.page.get_by_role("button", name="Compare: ").all():
        button.click()
    pair = phone.page.get_by_role("region", name="Side by side")
    expect(pair.get_by_role("img")).to_have_count(2)
    is_well_made(phone)
    phone.tap("Stop comparing")
    expect(pair).to_have_count(0)


def is_well_made(phone: Device) -> None:
    """No barrier, nothing cut off where text is large, nothing too small to touch."""
    wrong = violations(phone.page, Axe()) + clipped(phone.page) + small_targets(phone.page)
    assert wrong == []


def test_a_nurse_sees_photos_only_where_they_are_shared(stack, open_device):
    petra, nurse = with_journal("Paula"), person("Nadia")
    phone, desk = open_device(), open_device("Desktop Chrome")
    everything_else = [section for section in Section if section is not Section.FILES]
    given = grant(petra, nurse, *everything_else, now=timezone.now())
    enter(phone, petra)
    takes(phone, from_a_camera())
    phone.page.get_by_label("What is this?").fill("Scar")
    phone.tap("Done")
    wait_for(lambda: Picture.objects.filter(journal=petra.journal).exists(), "the picture")
    phone.all_saved()

    enter(desk, nurse)
    desk.tap("Open Paula's journal", role="link")
    desk.is_on("Paula's journal")
    desk.sees("You see")
    desk.sees_not("Scar")
    assert looks(petra) == set()

    given.sections = ["files"]
    given.version += 1
    given.save()
    desk.reload()
    desk.sees("Scar")
    assert not [address for address in desk.asked if address.endswith("/picture")]
    desk.tap("Show the photo")
    shows(desk.page.get_by_role("img", name="Photo: Scar"), (1600, 1200))
    is_well_made(desk)
    assert looks(petra) == {nurse.user.id}
    assert desk.rows("photos") is None
    assert desk.page.evaluate(IN_CACHES) == []

    given.revoked_at = timezone.now()
    given.save()
    desk.expected.append((403, "/api/v1/journals/"))
    desk.reload()
    desk.sees("This journal is no longer shared with you.")
    expect(desk.page.get_by_role("img")).to_have_count(0)


def looks(whose: Person) -> set[Any]:
    """Who looked at photos."""
    events = AuditEvent.objects.filter(
        journal=whose.journal, action="looked-at-entries", sections=["files"]
    )
    return set(events.values_list("actor_id", flat=True))
