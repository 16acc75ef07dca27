"""Requests that nobody would send: ``python -m tests.fuzz_api`` asks every endpoint thousands.

Reads the OpenAPI document and drives the real server (granian, throw-away PostgreSQL and Redis) as
the owner, a caregiver, somebody who may look, and nobody, with Schemathesis: examples, coverage,
fuzzing, and chains of requests. A server error, an undeclared status, type or shape is a finding.
No part of a test run; Schemathesis is fetched for the run and stays out of the project.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

from bench.measure import _free_port, _granian
from config.launch import services

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
    examples = parser.parse_args().examples
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
        }
        roles = _people()
        port = _free_port()
        ending.enter_context(_granian("config.wsgi:application", port))
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory()))
        found = [_fuzz(folder, port, name, *given, examples) for name, given in roles.items()]
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


def _fuzz(
    folder: Path, port: int, name: str, headers: dict[str, str], ids: dict[str, str], examples: int
) -> int:
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
        # Ends the session that everything else is asked with, or answers only a mail.
        *("--exclude-path-regex", "/(sign-in-link|me/proof)$"),
        *(part for key, value in headers.items() for part in ("--header", f"{key}: {value}")),
    ]
    print(f"--- as {name}", flush=True)
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    main()
