"""A phone of the tests: sends operations and reads changes over HTTP."""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import Any

from tests.people import op


class Phone:
    """Ana's phone: keeps nothing, sends what it is told."""

    def __init__(self, person):
        self.person = person
        self.client = person.client()
        self.base = f"/api/v1/journals/{person.journal.id}"

    def push(self, *ops, status=200, **envelope) -> dict[str, Any]:
        answer = self.client.post(
            f"{self.base}/ops", {"ops": list(ops), **envelope}, content_type="application/json"
        )
        assert answer.status_code == status, answer.content
        body: dict[str, Any] = answer.json()
        return body

    def result(self, sent) -> dict[str, Any]:
        result: dict[str, Any] = self.push(sent)["results"][0]
        return result

    def pull(self, cursor=None, limit=500, status=200) -> dict[str, Any]:
        query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        answer = self.client.get(f"{self.base}/changes", query)
        assert answer.status_code == status, answer.content
        body: dict[str, Any] = answer.json()
        return body

    def edit(self, sent, base, **body) -> dict[str, Any]:
        return op(
            self.person, entry_id=sent["entry_id"], base=base, body={"symptom": "nausea", **body}
        )


def digest(entries) -> dict[str, Any]:
    """What a device works out over its replica."""
    bits = [
        hashlib.sha256(
            "|".join(
                [
                    entry["id"],
                    str(entry["rev"]),
                    str(entry["rev_epoch"]),
                    str(int(entry["deleted"])),
                    ",".join(sorted(copy["op_id"] for copy in entry["copies"])),
                ]
            ).encode()
        ).digest()[:8]
        for entry in entries
    ]
    xor = reduce(lambda left, right: left ^ int.from_bytes(right, "big"), bits, 0)
    return {"count": len(entries), "xor": f"{xor:016x}"}
