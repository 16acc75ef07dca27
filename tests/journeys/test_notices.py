"""Notices on a phone that changes: what it says of itself, new subscriptions, and a tap."""

from __future__ import annotations

import json
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Worker, expect

from journal.notifications.models import PushSubscription
from journal.notifications.push.services import opened_keys
from tests.journeys.device import Device
from tests.journeys.push import can_be_rung
from tests.journeys.steps import enter, to_settings, with_journal
from tests.people import Person
from tests.processes import wait_for
from tests.push_service import Browser

_SAYS = """(permission) => Object.defineProperty(Notification, 'permission', {
  configurable: true, get: () => permission
})"""
#: A browser that was subscribed with one key, and gets another address when it subscribes anew.
_WAS_SUBSCRIBED = """([before, after, keys]) => {
  const made = (endpoint, applicationServerKey) => ({
    endpoint, options: { applicationServerKey }, toJSON: () => ({ endpoint, keys }),
    unsubscribe: async () => { held = null; return true; }
  });
  let held = made(before, new ArrayBuffer(65));
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async ({ applicationServerKey }) =>
    (held = made(after, applicationServerKey.buffer ?? applicationServerKey));
}"""
#: What a browser does when it has ended a subscription by itself.
_SUBSCRIPTION_ENDS = """async ([endpoint, keys]) => {
  PushManager.prototype.subscribe = async () => ({ toJSON: () => ({ endpoint, keys }) });
  const event = new Event('pushsubscriptionchange');
  let done;
  event.waitUntil = (promise) => { done = promise; };
  self.dispatchEvent(event);
  await done;
}"""
#: A tap; only the real one may bring a window up, so that is written down instead.
_TAPPED = """async () => {
  const did = [];
  WindowClient.prototype.focus = async function () { did.push(`focus ${this.url}`); };
  Clients.prototype.openWindow = async (url) => { did.push(`open ${url}`); };
  await self.registration.showNotification('Daybook', {
    tag: 'one', data: { navigate: `${self.location.origin}/` }
  });
  const [notification] = await self.registration.getNotifications({ tag: 'one' });
  const event = new Event('notificationclick');
  let done;
  Object.assign(event, { notification, waitUntil: (promise) => { done = promise; } });
  self.dispatchEvent(event);
  await done;
  return [...did, (await self.registration.getNotifications({ tag: 'one' })).length];
}"""
_OPEN_PAGES = """async () =>
  (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length"""


def test_a_phone_that_says_no_says_so_where_reminders_are(open_device):
    silja = with_journal("Silja")
    phone = open_device()
    phone.context.add_init_script(f"({_SAYS})('denied')")
    enter(phone, silja)
    to_settings(phone, "Reminders")
    phone.sees("This phone does not let Daybook send notices. Reminders come by e-mail.")
    phone.tap("Notices on my phones", role="link")
    phone.sees("This phone does not let Daybook send notices. Reminders come by e-mail.")
    phone.sees("To change it, open your phone's settings.")
    expect(phone.page.get_by_role("button", name="Turn notices on")).to_have_count(0)


def test_a_silent_phone_says_since_when(stack, open_device):
    sunna = with_journal("Sunna")
    phone = open_device()
    can_be_rung(phone, stack.phones.endpoint("sunna"), Browser())
    enter(phone, sunna)
    to_settings(phone, "Reminders")
    phone.tap("Notices on my phones", role="link")
    phone.tap("Turn notices on for this phone")
    phone.sees("Notices are on for this phone.")
    silent_since = timezone.now() - timedelta(days=12)
    PushSubscription.objects.filter(user=sunna.user).update(unanswered_since=silent_since)
    phone.tap("Back", role="link")
    phone.is_on("Reminders")
    phone.sees("No reminder has arrived here since")
    phone.sees("We are using e-mail.")


def test_a_new_key_of_the_server_makes_a_new_subscription(stack, open_device):
    svea = with_journal("Svea")
    old, new = stack.phones.endpoint("svea-old"), stack.phones.endpoint("svea-new")
    phone = open_device()
    was_subscribed(phone, before=old, after=new, browser=Browser())
    enter(phone, svea)
    phone.reload()
    wait_for(lambda: addresses(svea) == [new], "the new subscription")


def test_a_subscription_that_the_browser_ended_is_made_anew(stack, open_device):
    tyra = with_journal("Tyra")
    before, after = stack.phones.endpoint("tyra-old"), stack.phones.endpoint("tyra-new")
    browser = Browser()
    phone = open_device()
    was_subscribed(phone, before=before, after=before, browser=browser)
    enter(phone, tyra)
    phone.reload()
    wait_for(lambda: addresses(tyra) == [before], "the first subscription")
    # While the app is closed the worker alone can tell; the app takes the old one back.
    worker(phone).evaluate(_SUBSCRIPTION_ENDS, [after, browser.keys()])
    assert addresses(tyra) == [before, after]
    was_subscribed(phone, before=after, after=after, browser=browser)
    phone.reload()
    wait_for(lambda: addresses(tyra) == [after], "that the old one is gone")


def test_a_tap_on_a_notice_opens_the_app(open_device):
    tove = with_journal("Tove")
    phone = open_device()
    phone.context.grant_permissions(["notifications"], origin=phone.url)
    enter(phone, tove)
    phone.go("/today/")
    kept = worker(phone)
    assert kept.evaluate(_TAPPED) == [f"focus {phone.url}/today/", 0]

    # Nothing of it is open: the page on which nobody has to choose, and from there on to Today.
    phone.page.goto("about:blank")
    wait_for(lambda: kept.evaluate(_OPEN_PAGES) == 0, "that no page is open")
    assert kept.evaluate(_TAPPED) == [f"open {phone.url}/", 0]
    phone.go("/")
    phone.is_on("How are you today?")


def was_subscribed(phone: Device, *, before: str, after: str, browser: Browser) -> None:
    phone.context.grant_permissions(["notifications"], origin=phone.url)
    given = [before, after, browser.keys()]
    phone.context.add_init_script(f"({_WAS_SUBSCRIBED})({json.dumps(given)})")


def worker(phone: Device) -> Worker:
    """The service worker of this phone."""
    [found] = phone.context.service_workers
    return found


def addresses(somebody: Person) -> list[str]:
    mine = PushSubscription.objects.filter(user=somebody.user).order_by("created_at")
    return [opened_keys(phone)[0] for phone in mine]
