"""Every screen on one sheet: light, dark, and with letters of twice the size.

``make pictures`` writes them into ``docs/screens``, for people to look at.
"""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from journal.accounts.models import Journal, User
from journal.demo.make import CAREGIVER, NURSE
from tests.journeys.device import Device
from tests.journeys.looks import letters
from tests.journeys.screens import OPEN, OWN
from tests.journeys.steps import enter
from tests.journeys.test_screens import MORNING, PICTURES, demo
from tests.people import Person

__all__ = ["demo"]

WIDTH, HEIGHT, COLUMNS = 390, 844, 9
FORMS = {"light": {}, "dark": {"color_scheme": "dark"}, "large": {}}
_SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 12px; background: #888; font: 11px system-ui; width: 1860px }
main { display: grid; grid-template-columns: repeat(9, 195px); gap: 12px }
figure { margin: 0 } img { width: 195px; display: block } figcaption { padding: 3px 0 }
</style><main>"""


@pytest.mark.parametrize("form", FORMS)
def test_draw_the_sheet(demo, open_device, new_context, tmp_path, form):
    shown = []
    for somebody, screens in (
        (None, OPEN),
        (demo, OWN),
        (whose(NURSE), {"/shared/": "Ana", **journal_of(demo, "/shared/journal/")}),
        (whose(CAREGIVER), {"/shared/": "People I help", **journal_of(demo, "/helping/")}),
    ):
        phone = open_device(viewport={"width": WIDTH, "height": HEIGHT}, **FORMS[form])
        phone.expected += [(401, "/"), (404, "/"), (410, "/"), (422, "/")]
        phone.page.clock.set_fixed_time(MORNING)
        if somebody:
            enter(phone, somebody)
        if form == "large":
            letters(phone.page, 32)
        shown += [figure(phone, path, words) for path, words in screens.items()]
    sheet = PICTURES / f"sheet-{form}.jpg"
    draw(new_context().new_page(), shown, tmp_path, sheet)
    assert sheet.stat().st_size > 50_000


def whose(email: str) -> Person:
    return Person(User.objects.get(email=email))


def journal_of(demo: Person, path: str) -> dict[str, str]:
    journal = Journal.objects.get(owner=demo.user)
    return {f"{path}?id={journal.id}": "Ana"}


def figure(phone: Device, path: str, words: str) -> str:
    phone.go(path)
    phone.page.get_by_text(words).first.wait_for(state="attached")
    phone.page.wait_for_timeout(400)
    picture = phone.page.screenshot(type="jpeg", quality=70, animations="disabled")
    source = base64.b64encode(picture).decode()
    name = escape(path.split("?id=")[0])
    image = f'<img src="data:image/jpeg;base64,{source}">'
    return f"<figure><figcaption>{name}</figcaption>{image}</figure>"


def draw(page: Page, figures: list[str], folder: Path, to: Path) -> None:
    file = folder / "sheet.html"
    file.write_text(_SHEET + "".join(figures))
    page.set_viewport_size({"width": 1884, "height": 900})
    page.goto(file.as_uri())
    page.screenshot(path=to, full_page=True, type="jpeg", quality=62)
