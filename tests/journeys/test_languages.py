"""The app keeps the language that is read, and fetches another when somebody goes over to it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.device import Device
from tests.journeys.steps import enter, sign_in_link, to_settings, with_journal

_KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) found.push(new URL(url).pathname);
  }
  return found;
}"""


def test_only_the_language_that_is_read_is_kept(open_device):
    phone = open_device()
    enter(phone, with_journal("Olive"))
    pages, words = kept(phone)
    assert ("/today/" in pages, pages & {"/es/today/", "/es/"}) == (True, set())
    assert words == {"en"}

    phone.go_offline()
    phone.go("/today/")
    phone.is_on("How are you today?")
    phone.go("/flags/")
    phone.is_on("To raise with my team")


def test_a_phone_in_spanish_starts_without_a_signal(open_device):
    phone = open_device()
    phone.go(f"/es{sign_in_link(with_journal('Olvido'))}")
    phone.is_on("¿Cómo está hoy?")
    phone.worker_is_ready()
    pages, words = kept(phone)
    assert ("/es/today/" in pages, "/today/" in pages) == (True, False)
    assert words == {"es"}

    phone.go_offline()
    # Where the icon on the home screen leads.
    phone.go("/today/")
    phone.is_on("¿Cómo está hoy?")
    assert "/es/today/" in phone.page.url
    phone.page.get_by_role("link", name="Dolor", exact=True).click()
    phone.is_on("Dolor")


def test_going_over_to_another_language(open_device):
    phone = open_device()
    enter(phone, with_journal("Oriol"))
    phone.go_offline()
    to_settings(phone, "Language, text and colors")
    # Not "check": it springs back at once.
    phone.page.get_by_label("Español").click()
    phone.sees("This needs a connection.")
    expect(phone.page.get_by_label("English")).to_be_checked()

    phone.go_online()
    phone.page.get_by_label("Español").check()
    phone.is_on("Idioma, letra y colores")
    assert kept(phone)[1] == {"en", "es"}
    phone.go_offline()
    phone.go("/today/")
    phone.is_on("¿Cómo está hoy?")


def kept(phone: Device) -> tuple[set[str], set[str]]:
    """The pages that the worker keeps, and the languages of the words."""
    paths = phone.page.evaluate(_KEPT)
    names = [path.rsplit("/", 1)[-1] for path in paths]
    languages = {name[:2] for name in names if name.startswith(("en.", "es."))}
    return {path for path in paths if path.endswith("/")}, languages
