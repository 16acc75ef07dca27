"""Photos: the entry, its picture in and out, and that nothing of the camera stays in it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from journal.core.ids import new_id
from journal.core.secrets import locked_box
from journal.entries.models import Entry
from journal.flags.evaluation import evaluate_journal
from journal.pictures.models import Picture
from tests.people import op
from tests.phone import Phone
from tests.pictures import GPS, drawn, noted, photo_op, seen, tagged
from tests.queries import journal_named_in_queries, statements

JPEG: Any = {"content_type": "image/jpeg"}


@pytest.fixture
def phone(people) -> Phone:
    return Phone(people.ana)


def test_a_photo_comes_back_as_it_was_sent(phone):
    words = {"what": "Rash", "site": {"region": "arm", "side": "left"}, "beside": "coin",
             "about": str(new_id()), "note": "Itches"}  # fmt: skip
    sent = photo_op(phone.person, drawn(), body=words)
    phone.push(sent)
    [entry] = phone.pull()["changes"]
    assert (entry["section"], entry["body"]) == ("files", sent["body"])


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"sha256": "f" * 63}, "/body/sha256"),
        ({"sha256": "F" * 64}, "/body/sha256"),
        ({"bytes": 1_500_001}, "/body/bytes"),
        ({"bytes": 0}, "/body/bytes"),
        ({"width": 1601}, "/body/width"),
        ({"height": 0}, "/body/height"),
        ({"site": {"region": "moon"}}, "/body/site/region"),
        ({"beside": "cat"}, "/body/beside"),
        ({"gps": "48.2"}, "/body/gps"),
    ],
)
def test_a_photo_that_makes_no_sense_is_refused(phone, wrong, path):
    result = phone.result(photo_op(phone.person, drawn(), body=wrong))
    assert (result["status"], result["errors"][0]["path"]) == ("rejected", path)


@pytest.mark.parametrize("wrong", [{"sha256": "x"}, {"bytes": 2_000_000}, {"width": "wide"}])
def test_the_database_keeps_the_same_limits(phone, wrong):
    sent = photo_op(phone.person, drawn())
    phone.push(sent)
    mine = Entry.objects.filter(journal=phone.person.journal)
    with pytest.raises(IntegrityError, match="entry_body_photo"), transaction.atomic():
        mine.update(body=sent["body"] | wrong)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_when_it_was_taken_and_by_what_is_gone(phone, kind):
    sent = tagged(kind)
    before = Image.open(BytesIO(sent))
    assert before.getexif().get_ifd(GPS)
    address, mine = noted(phone, sent), phone.person.client()

    answer = mine.put(address, sent, content_type=f"image/{kind.lower()}")

    assert answer.status_code == 201, answer.content
    after = seen(mine, address)
    assert (after.format, after.size) == ("JPEG", (64, 48))
    assert not after.getexif()
    # What every JPEG says of itself, and nothing else.
    assert {str(name) for name in after.info if not str(name).startswith(("jfif", "dpi"))} <= {
        "progressive", "progression",
    }  # fmt: skip
    kept = mine.get(address).content
    for word in (b"Exif", b"Camera", b"GPS", b"2026", b"at home", b"xmp", b"ICC"):
        assert word not in kept, word
    assert max(abs(a - b) for a, b in zip(after.getpixel((9, 9)), (0, 128, 128), strict=True)) < 4


def test_a_picture_that_lay_on_its_side_stands_up(phone):
    exif = Image.Exif()
    exif[0x0112] = 6
    sent = drawn((64, 48), exif=exif)
    address, mine = noted(phone, sent), phone.person.client()
    mine.put(address, sent, **JPEG)
    assert seen(mine, address).size == (48, 64)


def test_what_lies_in_the_database_is_encrypted(phone):
    sent = drawn()
    phone.person.client().put(noted(phone, sent), sent, **JPEG)
    row = Picture.objects.get(journal=phone.person.journal)
    assert b"JFIF" not in bytes(row.sealed)
    assert len(row.sealed) < row.byte_count + 100
    opened = locked_box("picture").decrypt(urlsafe_b64encode(bytes(row.sealed)))
    assert (len(opened), opened[:2]) == (row.byte_count, b"\xff\xd8")


def test_an_older_key_still_opens_it(phone, settings):
    sent = drawn()
    address, mine = noted(phone, sent), phone.person.client()
    mine.put(address, sent, **JPEG)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer one"
    assert seen(phone.person.client(), address).size == (64, 48)


def test_the_picture_may_come_before_its_entry(phone):
    sent = drawn()
    wanted = photo_op(phone.person, sent)
    address, mine = f"{phone.base}/entries/{wanted['entry_id']}/picture", phone.person.client()
    assert mine.put(address, sent, **JPEG).status_code == 201
    assert mine.get(address).json()["code"] == "not-found"
    phone.push(wanted)
    assert seen(mine, address).size == (64, 48)


def test_a_picture_that_has_not_come_is_said_to_be_on_its_way(phone):
    answer = phone.person.client().get(noted(phone, drawn()))
    assert (answer.status_code, answer.json()["code"]) == (404, "picture-missing")


def test_sending_it_again_changes_nothing(phone):
    sent = drawn()
    address, mine = noted(phone, sent), phone.person.client()
    first = mine.put(address, sent, **JPEG)
    row = Picture.objects.values_list("sealed", "received_at").get(journal=phone.person.journal)
    again = mine.put(address, sent, **JPEG)
    assert (first.status_code, again.status_code) == (201, 204)
    assert row == Picture.objects.values_list("sealed", "received_at").get(
        journal=phone.person.journal
    )


def test_other_bytes_than_the_entry_names_are_refused(phone):
    address = noted(phone, drawn())
    answer = phone.person.client().put(address, drawn(color="red"), **JPEG)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "other-picture")
    assert not Picture.objects.filter(journal=phone.person.journal).exists()


def test_an_entry_of_another_type_has_no_picture(phone):
    sent = op(phone.person)
    phone.push(sent)
    address, mine = f"{phone.base}/entries/{sent['entry_id']}/picture", phone.person.client()
    assert mine.put(address, drawn(), **JPEG).status_code == 422
    assert mine.get(address).status_code == 404


def test_too_many_bytes_are_not_even_read(phone):
    address = f"{phone.base}/entries/{new_id()}/picture"
    answer = phone.person.client().put(address, b"\xff" * 1_500_001, **JPEG)
    assert (answer.status_code, answer.json()["max_bytes"]) == (413, 1_500_000)


def test_other_kinds_of_content_are_refused(phone):
    address = f"{phone.base}/entries/{new_id()}/picture"
    for kind in ("application/json", "image/svg+xml", "multipart/form-data", "image/gif"):
        assert phone.person.client().put(address, b"{}", content_type=kind).status_code == 415


def test_a_full_journal_says_so_and_keeps_what_it_has(phone, settings):
    settings.PHOTO_QUOTA_MB = 0
    mine, sent = phone.person.client(), drawn()
    address = noted(phone, sent)
    answer = mine.put(address, sent, **JPEG)
    assert (answer.status_code, answer.json()["code"]) == (409, "no-room")
    settings.PHOTO_QUOTA_MB = 1
    assert mine.put(address, sent, **JPEG).status_code == 201
    settings.PHOTO_QUOTA_MB = 0
    # What is there already needs no room.
    assert mine.put(address, sent, **JPEG).status_code == 204


def test_no_cache_keeps_it_and_no_browser_opens_it_as_a_page(phone):
    sent = drawn()
    address, mine = noted(phone, sent), phone.person.client()
    mine.put(address, sent, **JPEG)
    answer = mine.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_deleted_photo_shows_its_picture_no_more_and_again_after_undo(phone):
    sent = drawn()
    wanted = photo_op(phone.person, sent)
    phone.push(wanted)
    address, mine = f"{phone.base}/entries/{wanted['entry_id']}/picture", phone.person.client()
    mine.put(address, sent, **JPEG)
    mine.delete(address.removesuffix("/picture"))
    assert mine.get(address).status_code == 404
    again = photo_op(phone.person, sent, entry_id=wanted["entry_id"], base={"rev": 2, "epoch": 1})
    assert phone.result(again)["status"] == "applied"
    assert seen(mine, address).size == (64, 48)


def test_statements_are_few_and_name_their_journal(people, phone):
    sent, mine = drawn(), people.ana.client()
    addresses = [noted(phone, sent) for _ in range(2)]
    with journal_named_in_queries():
        counts = []
        for address in addresses:
            with statements() as put:
                mine.put(address, sent, **JPEG)
            with statements() as got:
                mine.get(address)
            # The test's own transaction turns the view's into a savepoint.
            counts.append([len([s for s in all_ if "SAVEPOINT" not in s]) for all_ in (put, got)])
    # Who asks, the lock, what the entry names, what is kept (behind the wall, so role out and in
    # again), and the row; who asks, the journal, and the picture.
    assert counts == [[8, 3]] * 2


def test_no_rule_reads_a_photo(people, phone):
    now = timezone.now().isoformat()
    words = {"what": "Chest pain, blood"}
    phone.push(photo_op(people.ana, drawn(), body=words, occurred_at=now))
    evaluate_journal(journal_id=people.ana.journal.id, now=timezone.now())
    assert not people.ana.journal.flags.exists()
