"""From what a phone sent to a picture that holds pixels and nothing else. Pure."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from journal.core.errors import FieldError, Invalid
from journal.entries.types.photo import MAX_BYTES, MAX_SIDE

FORMATS: Final = ("JPEG", "PNG", "WEBP")
QUALITY: Final = 85
MAX_SCANS: Final = 100
"""Of a progressive JPEG; each one, however short, makes the decoder go over the whole picture."""
_SCAN: Final = b"\xff\xda"
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    Image.DecompressionBombError,
)
"""What the decoders raise for bytes that are no picture, or half of one."""


def cleaned(sent: bytes) -> bytes:
    """The picture drawn anew as a JPEG: where it was taken, when and by what is left behind.

    Raises ``Invalid`` for what is no JPEG, PNG or WebP, is too large, or would take too long.
    """
    if not 1 <= len(sent) <= MAX_BYTES or sent.count(_SCAN) > MAX_SCANS:
        raise _refusal("too-large", "this picture is too large")
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as opened:
            # Only the header was read so far.
            if max(opened.size) > MAX_SIDE:
                raise _refusal("too-large", f"at most {MAX_SIDE} pixels on each side")
            return _drawn(ImageOps.exif_transpose(opened))
    except _BROKEN:
        raise _refusal("picture", "not a JPEG, PNG or WebP picture") from None


def _drawn(picture: Image.Image) -> bytes:
    """On a white sheet of its own, so that nothing but pixels comes along."""
    sheet = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA")
    sheet.paste(seen, mask=seen.getchannel("A"))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _refusal(code: str, detail: str) -> Invalid:
    return Invalid(FieldError("#", code, detail))
