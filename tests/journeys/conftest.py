"""A real browser on the real stack. The people of a journey have addresses of their own."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from playwright.sync_api import Playwright, expect

from tests.conftest import empty_tables
from tests.journeys.device import Device
from tests.journeys.stack import Stack, running_stack
from tests.services_plugin import chromium_path

# Every line of every conversation with the mailbox would bury what matters.
logging.getLogger("mail.log").setLevel(logging.WARNING)
# Two busy cores must not fail a journey.
expect.set_options(timeout=15_000)

_QUIET = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps"),
    "--no-default-browser-check",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # As root the sandbox cannot start.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path(),
        "args": [*_QUIET, *alone],
    }


@pytest.fixture(scope="session")
def base_url() -> str:
    """None for all: each device is told the address of the stack."""
    return ""


@pytest.fixture(scope="package")
def running(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack
    with django_db_blocker.unblock():
        empty_tables()


@pytest.fixture
def stack(running: Stack, django_db_blocker) -> Iterator[Stack]:
    """The running Daybook, and leave to look into its database."""
    with django_db_blocker.unblock():
        yield running


Open = Callable[..., Device]


def _forget_what_was_counted() -> None:
    """All tests come from one address: what others asked for must not count against this one."""
    server = redis.Redis.from_url(os.environ["REDIS_URL"].replace("redis+socket://", "unix://"))
    for key in server.scan_iter("limit:*"):
        server.delete(key)
    for key in server.scan_iter("*:limit:*"):
        server.delete(key)


@pytest.fixture
def open_device(stack: Stack, new_context, playwright: Playwright) -> Iterator[Open]:
    """Opens a phone, or a desk computer, with nothing on it; in the end all must have behaved."""
    opened: list[Device] = []
    _forget_what_was_counted()

    def _open(kind: str = "Pixel 7", **options: Any) -> Device:
        device = Device.open(new_context, stack.url, **{**playwright.devices[kind], **options})
        device.page.set_default_timeout(15_000)
        opened.append(device)
        return device

    yield _open
    assert [wrong for device in opened for wrong in device.misbehaved()] == []
    assert stack.complaints() == []
