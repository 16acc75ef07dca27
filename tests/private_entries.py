"""What tests of private entries share: a survivor, who helps her, who looks, and what they send."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from journal.core.access import ALL_SECTIONS
from tests.people import Person, grant, op, person

JSON: Any = {"content_type": "application/json"}
SECRET = {"symptom": "nausea", "severity": 1, "note": "a word of hers", "private": True}
OPEN = {"symptom": "pain", "severity": 2}
BREATHLESS = {"symptom": "shortness_of_breath", "severity": 4}


def push(who: Person, ana: Person, *ops: Any) -> Any:
    """Send operations to Ana's journal; the answer."""
    answer = who.client().post(f"/api/v1/journals/{ana.journal.id}/ops", {"ops": list(ops)}, **JSON)
    assert answer.status_code == 200, answer.content
    return answer.json()


def codes(who: Person, ana: Person, *ops: Any) -> list[str]:
    """What became of each."""
    return [item.get("code") or item["status"] for item in push(who, ana, *ops)["results"]]


def changed(who: Person, first: Any, rev: int = 1, **more: Any) -> Any:
    """An operation on the entry of another one."""
    return op(who, entry_id=first["entry_id"], base={"rev": rev, "epoch": 1}, **more)


def shown(who: Person, ana: Person, path: str = "timeline") -> set[str]:
    """The ids of what somebody is given."""
    answer = who.client().get(f"/api/v1/journals/{ana.journal.id}/{path}").json()
    return {entry["id"] for entry in answer.get("entries", answer.get("changes"))}


def view(who: Person, ana: Person) -> str:
    """What an open page asks for now and then."""
    address = f"/api/v1/journals/{ana.journal.id}/my-access"
    return who.client().get(address).json()["version"]


def at_home() -> tuple[Person, Person, Person]:
    """Ana shares everything with Sam, who helps, and with Vic, who may look."""
    ana, sam, vic = person("Ana", journal=True), person("Sam"), person("Vic")
    grant(ana, sam, *ALL_SECTIONS, now=timezone.now(), role="caregiver")
    grant(ana, vic, *ALL_SECTIONS, now=timezone.now())
    return ana, sam, vic
