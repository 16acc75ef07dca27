"""A browser that is tested, and the push service that it cannot reach by itself."""

from __future__ import annotations

import json

from tests.journeys.device import Device
from tests.processes import wait_for
from tests.push_service import Browser

_CANNOT_REACH_A_SERVICE = """([endpoint, keys]) => {
  let held = null;
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (options) => {
    held = { endpoint, options, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => {
      held = null;
      return true;
    } };
    return held;
  };
}"""


def can_be_rung(phone: Device, endpoint: str, browser: Browser) -> None:
    """A browser that is tested cannot reach its push service: it is given an address of ours."""
    phone.context.grant_permissions(["notifications"], origin=phone.url)
    given = json.dumps([endpoint, browser.keys()])
    phone.context.add_init_script(f"({_CANNOT_REACH_A_SERVICE})({given})")


def rung(stack, name: str) -> list:
    """What the server has sent to that address."""
    return [got for got in stack.phones.received if got.path.endswith(f"/{name}")]


def arrives(phone: Device, message: str) -> None:
    """As the browser does with a message of its push service."""
    devtools = phone.context.new_cdp_session(phone.page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    wait_for(lambda: phone.page.evaluate("1") == 1 and bool(found), "the worker's registration")
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": phone.url, "registrationId": found[0], "data": message},
    )
    devtools.detach()
