"""Requests that nobody would send: ``python -m tests.fuzz_api`` asks every endpoint thousands.

Reads the OpenAPI document and drives the real server (granian, throw-away PostgreSQL and Redis) as
the owner, a caregiver, somebody who may look, and nobody, with Schemathesis: examples, coverage,
fuzzing, and chains of requests. A server error, an undeclared status, type or shape is a finding.
No part of a test run; Schemathesis is fetched for the run and stays out of the project.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

from bench.measure import _free_port, _granian
from config.launch import services
from config.launch.own_keys import rsa_key

ROOT = Path(__file__).resolve().parent.parent
TOOL = [str(ROOT / ".tools" / "bin" / "uv"), "tool", "run", "schemathesis@4.32.5"]
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,use_after_free,ensure_resource_availability"
)


def main() -> None:
    """Fuzz as each of them; ends with 1 if anything was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=100, help="per endpoint and role")
    parser.add_argument("--roles", nargs="+", help="these only: owner caregiver viewer nobody")
    given = parser.parse_args()
    examples = given.examples
    with ExitStack() as ending:
        running = ending.enter_context(services.start(None, durable=False))
        os.environ |= running.environment()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "SECRET_KEY": uuid4().hex * 2,
            "AUDIT_KEY": "",
            "FORWARDED": "",
            # What is asked here is whether answers are right, not how many there may be.
            "RATE_LIMIT_FACTOR": "1000000",
            "IDP_OIDC_PRIVATE_KEY": rsa_key(),
        }
        roles, app = _people(), _app()
        port = _free_port()
        ending.enter_context(_granian("config.wsgi:application", port))
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory()))
        found = [_fuzz(folder, port, name, *roles[name], examples) for name in given.roles or roles]
        found.append(_fuzz_provider(port, app, 1000))
    sys.exit(any(found))


def _people() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Per role: the headers it sends, and ids that exist, for part of the requests."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from journal.core.access import Section
    from journal.sync.push import push
    from journal.teams.services import found_team
    from tests.people import grant, op, person

    call_command("migrate", verbosity=0)
    now = timezone.now()
    ana, sam, carla = person("Ana", journal=True), person("Sam"), person("Carla")
    sent = op(ana)
    push(
        principal=ana.principal, journal_id=ana.journal.id, sent=[sent], epoch=None,
        device_id=None, now=now,
    )  # fmt: skip
    every = (Section.SYMPTOMS, Section.FLAGS, Section.NOTES, Section.MOOD)
    grant(ana, sam, *every, now=now, role="caregiver")
    grant(ana, carla, *every, now=now)
    team = found_team(user=ana.user, name="Ward", now=now)
    ids = {
        "journal_id": str(ana.journal.id), "entry_id": sent["entry_id"], "team_id": str(team.id),
    }  # fmt: skip

    def headers(who):
        client = who.client(headers={"host": "127.0.0.1"}, age=-86400)
        token = client.get("/api/v1/me").json()["csrf_token"]
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": token}

    return {
        "owner": (headers(ana), ids),
        "caregiver": (headers(sam), ids),
        "viewer": (headers(carla), ids),
        "nobody": ({}, ids),
    }


def _app() -> str:
    from tests.apps import register

    return register(public=True).id


def _fuzz_provider(port: int, app: str, examples: int) -> int:
    """Odd forms to the provider's addresses, which are not in the document; how many failed."""
    chance, answers = random.Random(1), Counter[int]()
    words = ["", "x", "\x00", "é" * 300, "openid", "authorization_code", "refresh_token", "[]",
             "https://app.example.org/callback", "S256", "-1", "%00", "code", "http://[",
             "a" * 9000]  # fmt: skip
    names = ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope",
             "client_secret", "token", "token_type_hint", "response_type", "state", "nonce",
             "prompt", "code_challenge", "code_challenge_method", "resource", "next"]  # fmt: skip
    for place in range(examples):
        # Each app is counted by itself: most are made up, so that the limit is not all there is.
        sent = {name: chance.choice(words) for name in chance.sample(names, chance.randint(0, 9))}
        sent["client_id"] = app if place % 20 == 0 else f"{chance.random()}"
        path = chance.choice(["o/api/token", "o/api/revoke", "o/api/userinfo", "o/authorize"])
        address = f"http://127.0.0.1:{port}/identity/{path}"
        form = urlencode(sent)
        as_query = path.endswith("authorize") and chance.random() < 0.5
        asked = Request(
            f"{address}?{form}" if as_query else address,
            data=None if as_query else form.encode(),
            headers={"Authorization": chance.choice(["Bearer x", "Basic !", "Basic eDp5", "x"])},
        )
        try:
            with build_opener(_Stay).open(asked) as answer:
                answers[answer.status] += 1
        except HTTPError as error:
            answers[error.code] += 1
    print(f"--- the provider: {examples} requests, {dict(sorted(answers.items()))}", flush=True)
    return sum(count for status, count in answers.items() if status >= 500)


class _Stay(HTTPRedirectHandler):
    """Where it leads is not asked."""

    def redirect_request(self, *_: Any) -> None:
        """Nowhere."""


def _fuzz(
    folder: Path, port: int, name: str, headers: dict[str, str], ids: dict[str, str], examples: int
) -> int:
    if not examples:
        return 0
    config = folder / f"{name}.toml"
    config.write_text(
        "[parameters]\n" + "".join(f'"path.{key}" = "{value}"\n' for key, value in ids.items())
    )
    command = [
        *(TOOL if "SCHEMATHESIS" not in os.environ else [os.environ["SCHEMATHESIS"]]),
        *("--config-file", str(config), "run", f"http://127.0.0.1:{port}/api/schema"),
        *("--checks", CHECKS, "--max-examples", str(examples), "--seed", "1"),
        *("--continue-on-failure", "--no-shrink", "--output-sanitize", "true"),
        *("--warnings", "off", "--suppress-health-check", "all"),
        # Ends the session that everything else is asked with, or the account, or answers a mail.
        *("--exclude-path-regex", "/(sign-in-link|me/proof|me/deletion)$"),
        *(part for key, value in headers.items() for part in ("--header", f"{key}: {value}")),
    ]
    print(f"--- as {name}", flush=True)
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    main()
