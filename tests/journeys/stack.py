"""The whole of Daybook as it runs on a server: web, worker, beat, and a mailbox."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.utils import timezone

from config.celery import app
from config.launch.own_keys import push_key
from journal.core.models import Heartbeat
from tests.apps import private_key
from tests.processes import running, wait_for, worker
from tests.push_service import PushService, push_service
from tests.sink import Sink, smtp_sink

_CODE = re.compile(r"^\s*(\d{6})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Stack:
    """A running Daybook: its address, the mail it sent, and the phones' service that it rings."""

    url: str
    sink: Sink
    logs: Path
    phones: PushService

    def mail(self, address: str, about: str, *, seconds: float = 20) -> EmailMessage:
        """The newest mail to somebody whose subject holds these words; it is waited for."""
        wait_for(lambda: bool(self.mails(address, about)), f"the mail {about!r}", seconds=seconds)
        return self.mails(address, about)[-1]

    def mails(self, address: str, about: str) -> list[EmailMessage]:
        return [mail for mail in self.sink.to(address) if about in str(mail["Subject"])]

    def code(self, address: str, *, after: int = 0) -> str:
        """The code in the newest mail to somebody who had ``after`` mails before."""

        def found() -> list[str]:
            return [code for mail in self.sink.to(address)[after:] for code in _codes(mail)]

        wait_for(lambda: bool(found()), f"a code for {address}", seconds=20)
        return found()[-1]

    def ticks(self, count: int) -> None:
        """Wait until beat has ticked as often as that again, and the worker has kept up."""
        for _ in range(count):
            newer = Heartbeat.objects.filter(at__gt=timezone.now())
            wait_for(newer.exists, "a tick")

    def complaints(self) -> list[str]:
        """What the processes logged as an error."""
        lines = [line for log in sorted(self.logs.glob("*.log")) for line in _lines(log)]
        return [line for line in lines if "ERROR" in line or "Traceback" in line]


def text_of(mail: EmailMessage) -> str:
    """Everything a reader of the mail sees, in either form, and its subject."""
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(mail["Subject"]), *parts])


def link_of(mail: EmailMessage) -> str:
    """The address that the mail's button leads to."""
    found = re.search(r"http://\S+", plain(mail))
    assert found, plain(mail)
    return found[0]


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _codes(mail: EmailMessage) -> list[str]:
    return _CODE.findall(plain(mail))


def _lines(log: Path) -> list[str]:
    return [f"{log.name}: {line}" for line in log.read_text().splitlines()]


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Start everything on the database of this test run, and stop it in the end."""
    app.control.purge()
    port = _free_port()
    url = f"http://localhost:{port}"
    with ExitStack() as ending:
        sink, mail_port = ending.enter_context(smtp_sink())
        phones, root = ending.enter_context(push_service(folder))
        env = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "SITE_URL": url,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DAYBOOK_STATE": str(folder),
            "IDP_OIDC_PRIVATE_KEY": private_key(),
            "WEB_PUSH_KEY": push_key(),
            "WEB_PUSH_CONTACT": "mailto:ops@clinic.example",
            "WEB_PUSH_HOSTS": phones.host,
            "SSL_CERT_FILE": str(root),
        }
        web = running(
            *("granian", "config.wsgi:application", "--interface=wsgi", "--host=127.0.0.1"),
            *(f"--port={port}", "--no-ws", "--workers=1", "--blocking-threads=4"),
            "--log-level=warning",
            log=folder / "web.log",
            **env,
        )
        beat = running(
            *("celery", "-A", "tests.journeys.quick", "beat", "--scheduler=celery.beat:Scheduler"),
            "--loglevel=WARNING",
            log=folder / "beat.log",
            **env,
        )
        processes = [
            ending.enter_context(process)
            for process in (web, worker(folder / "worker.log", **env), beat)
        ]
        wait_for(lambda: _is_ready(url), f"Daybook at {url}", seconds=60)
        yield Stack(url, sink, folder, phones)
        assert [process.poll() for process in processes] == [None, None, None]


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health/ready", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
