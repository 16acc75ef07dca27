"""What Today really fetches, counted where it is asked for; the byte gate reads files only.

See docs/adr for why the two differ, and which number is to come down.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tests.journeys.steps import sign_in_link, with_journal

MOST_KIB = 120
IDLE_MS = 4_000


def test_the_scripts_of_today(open_device):
    # The worker would fetch everything for later.
    phone = open_device(service_workers="block")
    phone.go(sign_in_link(with_journal("Beatriz")))
    phone.is_on("How are you today?")
    asked = len(phone.asked)
    phone.go("/today/")
    phone.is_on("How are you today?")
    phone.page.wait_for_timeout(IDLE_MS)
    paths = {urlsplit(address).path for address in phone.asked[asked:]}
    sizes = {path: kibibytes(path) for path in paths if path.endswith(".js")}
    assert len(sizes) > 20
    assert sum(sizes.values()) <= MOST_KIB, sorted(sizes.items(), key=lambda item: -item[1])


def kibibytes(path: str) -> float:
    file = Path(settings.PWA_BUILD) / path.removeprefix("/")
    return len(gzip.compress(file.read_bytes(), 9)) / 1024
