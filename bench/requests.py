"""What is asked of both servers, and how a phone signs in to ours."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from journal.core.ids import new_id


@dataclass
class Server:
    """One server under measurement."""

    name: str
    port: int
    headers: dict[str, str]
    user_id: str = ""
    paths: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """One request over a kept connection; anything but success ends the run."""
        connection = self._connection()
        connection.request(method, path, body, self.headers | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.name}: {answer.status} {content[:200]!r}")
        return content

    def _connection(self) -> http.client.HTTPConnection:
        if "kept" not in self.__dict__:
            self.__dict__["kept"] = http.client.HTTPConnection("127.0.0.1", self.port)
        kept: http.client.HTTPConnection = self.__dict__["kept"]
        return kept


def operation(server: Server, *, days_ago: int = 0) -> dict[str, Any]:
    """A new entry, as a phone sends it."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    return {
        "op_id": str(new_id()),
        "entry_id": str(new_id()),
        "kind": "put",
        "actor_id": server.user_id,
        "section": "symptoms",
        "type": "symptom",
        "schema_v": 1,
        "base": None,
        "occurred_at": at.isoformat(),
        "tz": "Europe/Vienna",
        "body": {"symptom": "nausea", "severity": 1, "frequency": 2},
    }


def push(server: Server, count: int) -> Callable[[], object]:
    """A request with ``count`` new entries, made beforehand so that making it is not measured."""
    body = orjson.dumps({"ops": [operation(server) for _ in range(count)]})
    return lambda: server.ask("POST", server.paths["push"], body)


def read(server: Server, what: str) -> Callable[[], object]:
    """A request for the newest fifty or the changes."""
    return lambda: server.ask("GET", server.paths[what])
