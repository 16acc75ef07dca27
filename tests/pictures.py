"""Pictures for the tests, and photo entries that name them."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from PIL import Image

from tests.people import Person, op
from tests.phone import Phone

GPS, PLACE, TIME, MAKER = 0x8825, 2, 0x0132, 0x010F


def drawn(
    size: tuple[int, int] = (64, 48), *, kind: str = "JPEG", color: str = "teal", **more: Any
) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, color).save(out, kind, **more)
    return out.getvalue()


def tagged(kind: str = "JPEG") -> bytes:
    """A picture as a camera writes it: with where, when and by what, and a remark."""
    exif = Image.Exif()
    exif[MAKER] = "Camera of Ana"
    exif[TIME] = "2026:03:02 07:40:00"
    exif.get_ifd(GPS).update({1: "N", PLACE: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)})
    if kind != "JPEG":
        return drawn(kind=kind, exif=exif)
    return drawn(exif=exif, comment=b"at home")


def photo_op(author: Person, sent: bytes, **given: Any) -> dict[str, Any]:
    """The operation of a photo entry that names these bytes."""
    body = {
        "sha256": hashlib.sha256(sent).hexdigest(),
        "bytes": len(sent),
        "width": 64,
        "height": 48,
    }
    body |= given.pop("body", {})
    return op(author, type="photo", section="files", body=body, **given)


def noted(phone: Phone, sent: bytes, **given: Any) -> str:
    """A photo entry that names these bytes; its picture's address."""
    wanted = photo_op(phone.person, sent, **given)
    assert phone.result(wanted)["status"] == "applied"
    return f"{phone.base}/entries/{wanted['entry_id']}/picture"


def seen(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return Image.open(BytesIO(answer.content))
