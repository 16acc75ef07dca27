"""What is taken for a picture, and what is not, whatever it says that it is."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from journal.core.errors import Invalid
from journal.core.ids import new_id
from journal.pictures.clean import cleaned
from journal.pictures.models import Picture
from tests.pictures import drawn


def png_bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that would need gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("case", "sent", "code"),
    [
        ("no picture", b"<svg onload=alert(1)>", "picture"),
        ("half of one", drawn((640, 480))[:900], "picture"),
        ("a GIF", drawn(kind="GIF"), "picture"),
        ("a TIFF", drawn(kind="TIFF"), "picture"),
        ("nothing", b"", "too-large"),
        ("too many bytes", drawn() + b"\0" * 1_500_000, "too-large"),
        ("too wide", drawn((1601, 10)), "too-large"),
        ("a bomb", png_bomb(30_000), "picture"),
        ("a small bomb", png_bomb(9_000), "too-large"),
        ("scans without end", drawn() + b"\xff\xda\0\x02" * 101, "too-large"),
    ],
)
def test_what_is_no_picture_or_too_much_is_refused(case, sent, code):
    with pytest.raises(Invalid) as refused:
        cleaned(sent)
    assert [error.code for error in refused.value.errors] == [code]


def test_a_refused_picture_leaves_nothing(people):
    address = f"/api/v1/journals/{people.ana.journal.id}/entries/{new_id()}/picture"
    sent = b"<svg onload=alert(1)>"
    answer = people.ana.client().put(address, sent, content_type="image/jpeg")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "picture")
    assert sent not in answer.content
    assert not Picture.objects.filter(journal=people.ana.journal).exists()


def test_a_picture_with_see_through_parts_lies_on_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    after: Any = Image.open(BytesIO(cleaned(out.getvalue())))
    assert min(after.getpixel((4, 4))) > 250


def test_the_largest_picture_there_may_be_fits():
    out = BytesIO()
    Image.effect_noise((1600, 1600), 60).convert("RGB").save(out, "JPEG", quality=75)
    assert 1_000_000 < len(out.getvalue()) < 1_500_000
    assert len(cleaned(out.getvalue())) <= 4_000_000
