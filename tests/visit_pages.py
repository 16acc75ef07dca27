"""A visit page as a phone sends it, and the people whom it may be sent to."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from journal.core.access import Section
from journal.core.ids import new_id
from journal.sharing.models import Grant
from journal.teams.services import found_team
from tests.people import Person, grant, in_team, person

JSON: Any = {"content_type": "application/json"}


def page_words(**changed: Any) -> dict[str, Any]:
    """The words of a page, with something else in their place."""
    return {
        "title": "Dr Lee, Tuesday 1 December",
        "period": "Since 20 October",
        "changed": [
            {"how": "worse", "words": "Pain: Mild to Bad"},
            {"how": "same", "words": "Tired"},
        ],
        "top": ["Pain at night"],
        "questions": ["Could we change the pain plan?"],
        "also": ["Weight: 69.8 kg"],
    } | changed


def page_sent(*grants: Any, **changed: Any) -> dict[str, Any]:
    """A page to these grants, under an id of its own."""
    sent = {
        "id": str(new_id()), "page": page_words(), "grants": [str(grant.id) for grant in grants],
    }  # fmt: skip
    return sent | changed


class World:
    """Ana, whose journal Carla may look at, and a team with Mia, Max and, once, Rita."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.ana, self.ben = person("Ana", journal=True), person("Ben", journal=True)
        self.carla, self.lead = person("Carla"), person("Lead")
        self.mia, self.max, self.rita = person("Mia"), person("Max"), person("Rita")
        team = found_team(user=self.lead.user, name="Ward 3", now=self.now)
        in_team(team, self.mia, now=self.now)
        in_team(team, self.max, now=self.now)
        in_team(team, self.rita, now=self.now, removed_at=self.now)
        # What they may look at does not matter: the page is not a part of it.
        self.to_team = grant(self.ana, team, Section.SLEEP, now=self.now)
        self.to_carla = grant(self.ana, self.carla, Section.FOOD, now=self.now)
        self.base = f"/api/v1/journals/{self.ana.journal.id}/visit-pages"

    def send(self, *grants: Grant, status: int = 201, **changed: Any) -> dict[str, Any]:
        answer = self.ana.client().post(self.base, page_sent(*grants, **changed), **JSON)
        assert answer.status_code == status, answer.content
        body: dict[str, Any] = answer.json()
        return body

    def listed(self, who: Person, **query: Any) -> list[str]:
        answer = who.client().get(self.base, query)
        assert answer.status_code == 200, answer.content
        return [item["id"] for item in answer.json()["pages"]]

    def opened(self, who: Person, page: dict[str, Any]) -> Any:
        return who.client().get(f"{self.base}/{page['id']}")

    def take_back(self, page: dict[str, Any]) -> Any:
        return self.ana.client().delete(f"{self.base}/{page['id']}")

    def waiting(self, who: Person) -> str | None:
        [row] = who.client().get("/api/v1/shared").json()["journals"]
        at: str | None = row["page_sent_at"]
        return at
