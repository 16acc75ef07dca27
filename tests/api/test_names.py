"""What people call themselves and their teams, where mails to others carry it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import person

JSON: Any = {"content_type": "application/json"}


@pytest.mark.parametrize(
    "name", ["Pay at evil.com", "Ward\nYour account is locked", "Call 555-123-4567"]
)
def test_a_name_that_mails_carry_is_only_a_name(db, name):
    client = person("Nora").client()
    team = client.post("/api/v1/teams", {"name": "Ward 3"}, **JSON).json()

    answers = [
        client.post("/api/v1/teams", {"name": name}, **JSON),
        client.patch(f"/api/v1/teams/{team['id']}", {"name": name}, **JSON),
        client.patch("/api/v1/me", {"name": name}, **JSON),
    ]

    for answer in answers:
        assert answer.status_code == 422
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("#/name", "plain-name")
    assert [item["name"] for item in client.get("/api/v1/teams").json()["teams"]] == ["Ward 3"]
    assert client.get("/api/v1/me").json()["user"]["name"] == "Nora"
