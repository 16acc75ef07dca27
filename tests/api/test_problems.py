"""Every error has one shape, and says nothing that was sent."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from journal.core.ids import new_id


def is_problem(answer, status: int, code: str) -> None:
    """The answer is a problem of this status and code, in the one shape."""
    body = json.loads(answer.content)
    assert answer.status_code == status, body
    assert answer["Content-Type"] == "application/problem+json"
    assert body["type"] == f"/problems/{code}"
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]


@pytest.mark.parametrize(
    ("case", "method", "path", "status", "code"),
    [
        ("no such address", "get", "/api/v1/nothing", 404, "not-found"),
        ("no such journal", "get", "/api/v1/journals/{id}", 404, "not-found"),
        ("the wrong method", "delete", "/api/v1/me", 405, "method-not-allowed"),
        ("a page that was made up", "get", "/api/v1/journals/{mine}/timeline?before=x", 410,
         "cursor-reset"),
        ("a limit of words", "get", "/api/v1/journals/{mine}/timeline?limit=many", 422, "invalid"),
        ("an unknown type", "get", "/api/v1/journals/{mine}/timeline?type=spell", 422, "invalid"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem(people, case, method, path, status, code):
    client = people.ana.client()
    address = path.format(id=new_id(), mine=people.ana.journal.id)

    is_problem(getattr(client, method)(address), status, code)


def test_signed_out_is_401_not_403(people):
    is_problem(Client().get("/api/v1/shared"), 401, "not-signed-in")


@pytest.mark.parametrize("sent", [b"{", b"\xff", b'{"ops": NaN}'])
def test_what_is_not_json_is_said_so(people, sent):
    address = f"/api/v1/journals/{people.ana.journal.id}/ops"

    answer = people.ana.client().post(address, sent, content_type="application/json")

    is_problem(answer, 400, "malformed")


@pytest.mark.parametrize("sent", [b"[]", b"3", b'"x"', b"null", b'{"ops": 3}', b'{"ops": [3]}'])
def test_an_envelope_of_another_shape_is_said_so(people, sent):
    address = f"/api/v1/journals/{people.ana.journal.id}/ops"

    answer = people.ana.client().post(address, sent, content_type="application/json")

    is_problem(answer, 422, "invalid")


def test_a_problem_points_at_the_field_and_does_not_repeat_it(people):
    address = f"/api/v1/journals/{people.ana.journal.id}"
    secret = "Europe/Secretville"

    answer = people.ana.client().patch(
        address, {"time_zone": secret, "day_end_hour": 99}, content_type="application/json"
    )

    is_problem(answer, 422, "invalid")
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"#/time_zone", "#/day_end_hour"}
    assert secret.encode() not in answer.content


def test_our_own_mistake_says_nothing(people, monkeypatch):
    monkeypatch.setattr("api.v1.flags.flags", lambda *args, **kwargs: 1 / 0)
    client = people.ana.client(raise_request_exception=False)

    answer = client.get(f"/api/v1/journals/{people.ana.journal.id}/flags")

    is_problem(answer, 500, "server-error")
    assert b"Zero" not in answer.content


def test_every_answer_forbids_keeping_it(people):
    for path in ("/api/v1/me", f"/api/v1/journals/{people.ana.journal.id}/timeline"):
        answer = people.ana.client().get(path)
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.fixture
def pages(settings, tmp_path):
    """Two built pages: one with a place of its own, and the one for every other address."""
    (tmp_path / "today").mkdir()
    (tmp_path / "today" / "index.html").write_text("today")
    (tmp_path / "200.html").write_text("nothing here")
    (tmp_path.parent / "secret.html").write_text("secret")
    settings.PWA_BUILD = tmp_path


@pytest.mark.parametrize(
    ("address", "status", "text"),
    [
        ("/today/", 200, "today"),
        ("/nowhere/", 404, "nothing here"),
        ("/today/nowhere", 404, "nothing here"),
    ],
)
def test_a_page_that_does_not_exist_says_so(pages, address, status, text):
    answer = Client().get(address)
    assert (answer.status_code, answer.getvalue()) == (status, text.encode())
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/../secret", "/%2e%2e/secret", "/today/../../secret"])
def test_no_page_leads_out_of_the_pages(pages, address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert b"secret" not in answer.getvalue()
