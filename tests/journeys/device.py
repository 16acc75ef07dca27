"""A phone or a desk computer that somebody holds, and what it must never do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.processes import wait_for

_ROWS = """(store) => indexedDB.databases().then(async (all) => {
  const found = all.find(({ name }) => name.startsWith('daybook-'));
  if (!found) return null;
  const db = await new Promise((done, failed) => {
    const opening = indexedDB.open(found.name);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const rows = await new Promise((done, failed) => {
    const asking = db.transaction(store).objectStore(store).getAll();
    asking.onsuccess = () => done(asking.result);
    asking.onerror = () => failed(asking.error);
  });
  db.close();
  return rows;
})"""

_CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@dataclass
class Device:
    """One browser with its own storage. Everything it asks for and complains about is kept."""

    context: BrowserContext
    page: Page
    url: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    #: Answers that the journey provokes: (status, part of the address).
    expected: list[tuple[int, str]] = field(default_factory=list)
    #: Parts of addresses whose answers the journey lets get lost.
    lost: list[str] = field(default_factory=list)
    #: Parts of complaints that the journey provokes.
    provoked: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, new_context: Callable[..., BrowserContext], url: str, **options: Any) -> Device:
        usual = {"locale": "en-GB", "timezone_id": "Europe/Vienna"}
        context = new_context(base_url=url, **{**usual, **options})
        device = cls(context, context.new_page(), url)
        # Signing up and in is a conversation in refusals.
        device.expected.append((401, "/_allauth/browser/v1/"))
        context.on("request", device._note_request)
        context.on("console", device._note_console)
        context.on("weberror", lambda error: device.complaints.append(str(error.error)))
        return device

    def go(self, path: str) -> None:
        self.page.goto(path)
        self._wait_for_scripts()

    def reload(self) -> None:
        self.page.reload()
        self._wait_for_scripts()

    def tap(self, name: str, *, role: str = "button", exact: bool = True) -> None:
        """Tap the one thing of this name."""
        self.page.get_by_role(role, name=name, exact=exact).click()  # type: ignore[arg-type]

    def answer(self, word: str) -> None:
        """Tap one of a few big answers, which also say their place: "Well, 2 of 5"."""
        name = re.compile(rf"^{re.escape(word)}\b.*\d of \d$")
        self.page.get_by_role("button", name=name).click()

    def sees(self, text: str) -> Locator:
        """Wait until these words are on the page; returns where."""
        found = self.page.get_by_role("main").get_by_text(text).first
        expect(found).to_be_visible()
        return found

    def sees_not(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def is_on(self, title: str) -> None:
        """Wait until the page with this heading is there."""
        expect(self.page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()

    def all_saved(self) -> None:
        """Wait until the server has everything, and the status chip says so."""
        wait_for(lambda: not self.rows("outbox"), "an empty outbox")
        self.chip_says("All saved")

    def chip_says(self, text: str) -> None:
        """Wait until the status chip says so."""
        expect(self.page.get_by_role("banner").get_by_role("status")).to_have_text(text)

    def worker_is_ready(self) -> None:
        """Wait until the service worker has the pages and is in charge of this one."""
        self.page.wait_for_function(_CONTROLLED)

    def rows(self, store: str) -> list[dict[str, Any]] | None:
        """What the journal on this device holds; None when there is none."""
        return self.page.evaluate(_ROWS, store)

    def can_use_passkeys(self) -> None:
        """Give the browser a screen lock that always says yes."""
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def is_signed_in(self) -> bool:
        """Whether the server takes this browser for somebody."""
        return bool(self.context.request.get("/api/v1/me").json()["signed_in"])

    def knows_nobody(self) -> bool:
        """Whether nothing of any person is left on this device."""
        names = self.page.evaluate("() => Object.keys(localStorage)")
        # A sign-out without signal has to be told to the server later.
        left = set(names) - {"daybook.prefs", "daybook.leaving"}
        return not left and self.rows("entries") is None

    def go_offline(self) -> None:
        self.context.set_offline(True)

    def go_online(self) -> None:
        self.context.set_offline(False)

    def misbehaved(self) -> list[str]:
        """Requests to anybody else, errors in a script, and complaints in the console."""
        own = (f"{self.url}/", "blob:", "data:")
        strangers = [address for address in self.asked if not address.startswith(own)]
        return [f"asked {address}" for address in strangers] + self.complaints

    def _wait_for_scripts(self) -> None:
        """A prerendered page stands there before a tap on it does anything."""
        self.page.locator("html[data-ready]").wait_for(state="attached")

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        address = message.location.get("url", "")
        if "net::ERR_INTERNET_DISCONNECTED" in message.text:
            return
        expected = [(f"status of {status}", part) for status, part in self.expected]
        expected += [("net::ERR_CONNECTION_RESET", part) for part in self.lost]
        if any(words in message.text and part in address for words, part in expected):
            return
        if any(words in message.text for words in self.provoked):
            return
        self.complaints.append(f"{message.text} ({address})")
