"""Real PostgreSQL and Redis for the tests, up before pytest-django reads the settings.

Loaded with `-p tests.services_plugin`; a conftest.py would come too late.
"""

import functools
import os
import signal
from collections.abc import Generator
from types import FrameType

import pytest

from config.launch import services
from config.launch.browser import find_browser
from config.launch.errors import LaunchError

_header: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Start what the environment does not name; a wrapper runs before every other plugin."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        running = services.start(None, durable=False)
    except LaunchError as error:
        raise pytest.UsageError(str(error)) from None
    early_config.add_cleanup(running.stop)
    os.environ.update(running.environment())
    # Playwright keeps an event loop in the thread of the tests.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    _header.extend(running.versions)
    return (yield)


def pytest_report_header() -> str:
    """Name the services that the tests ran against."""
    return "services: " + ", ".join(_header)


@functools.cache
def chromium_path() -> str:
    """Path of the browser for journeys; it is looked for, or unpacked, at the first call."""
    os.environ["CHROMIUM"] = str(find_browser())
    return os.environ["CHROMIUM"]


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
