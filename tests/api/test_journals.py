"""One's own journal and its settings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.accounts.models import Journal
from journal.core.ids import new_id
from journal.core.models import Heartbeat
from journal.core.tasks import heartbeat
from journal.notifications.models import Delivery
from journal.notifications.services import queue
from journal.reminders.models import Reminder
from journal.summaries.services import summary_schedule
from tests.people import person

JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def ana(people):
    return people.ana


@pytest.fixture
def base(ana):
    return f"/api/v1/journals/{ana.journal.id}"


def test_opening_a_journal_twice_gives_the_same_one(db):
    dora = person("Dora").client()
    wanted = {
        "time_zone": "Europe/Vienna", "country": "AT", "units": "metric",
        "pins": ["fatigue", "pain"], "care_phase": "active_treatment",
    }  # fmt: skip

    first = dora.post("/api/v1/journals", wanted, **JSON)
    second = dora.post("/api/v1/journals", {"time_zone": "UTC"}, **JSON)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json() | wanted == first.json()
    assert dora.get("/api/v1/me").json()["journal"] == {"id": first.json()["id"]}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (["hot_flashes", "nausea", "diarrhea"], 200),
        (["hot_flashes", "nausea", "diarrhea", "cough"], 422),
        (["no_such_thing"], 422),
    ],
)
def test_what_the_weekly_check_in_asks_besides(ana, base, asked, status):
    reply = ana.client().patch(base, {"profile": {"ask_about": asked}}, **JSON)

    assert reply.status_code == status
    kept = ana.client().get(base).json()["profile"]
    assert kept.get("ask_about", []) == (asked if status == 200 else [])


def test_the_profile_keeps_what_was_said_and_nothing_else(ana, base):
    profile = {
        "cancer_type": "breast",
        "baseline": {"fatigue": 2},
        "treatments": [{"kind": "chemotherapy", "start": "2026-01-05", "end": None}],
        "weight_goal": {"direction": "lose", "from": "2026-01-01"},
    }

    changed = ana.client().patch(base, {"profile": profile}, **JSON).json()["profile"]

    assert changed["cancer_type"] == "breast"
    assert changed["baseline"] == {"fatigue": 2}
    assert changed["treatments"] == [{"kind": "chemotherapy", "start": "2026-01-05"}]
    assert changed["weight_goal"] == {"direction": "lose", "from": "2026-01-01"}
    assert "care_phase" not in changed


@pytest.mark.parametrize(
    ("case", "change", "pointer"),
    [
        ("an unknown zone", {"time_zone": "Mars/Olympus"}, "#/time_zone"),
        ("an unknown phase", {"care_phase": "cured"}, "#/care_phase"),
        ("a country in words", {"country": "Austria"}, "#/country"),
        ("an unknown pin", {"pins": ["spleen"]}, "#/pins"),
        ("an unknown cancer", {"profile": {"cancer_type": "spleen"}}, "#/profile/cancer_type"),
        ("an unknown symptom", {"profile": {"baseline": {"spleen": 2}}}, "#/profile"),
        ("an unknown part", {"profile": {"score": 3}}, "#/profile/score"),
    ],
)
def test_what_does_not_fit_changes_nothing(ana, base, case, change, pointer):
    before = Journal.objects.values().get(id=ana.journal.id)

    answer = ana.client().patch(base, change, **JSON)

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert Journal.objects.values().get(id=ana.journal.id) == before


def test_a_trip_moves_the_reminder_and_the_weekly_mail(ana, base, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False)
    client = ana.client()
    reminder = {"kind": "checkin", "enabled": True, "days": [1], "wall_time": "18:30"}
    kept = client.put(f"{base}/reminders/{new_id()}", reminder, **JSON).json()
    assert kept["next_at"].startswith("2026-03-03T18:30")
    client.put(f"{base}/summary", {"enabled": True}, **JSON)

    client.patch(base, {"time_zone": "America/New_York"}, **JSON)

    there = Reminder.objects.get(journal=ana.journal)
    assert there.next_at == datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    weekly = summary_schedule(journal_id=ana.journal.id)
    # In New York it is still early on this Monday.
    assert weekly.next_at == datetime(2026, 3, 2, 13, tzinfo=UTC)


def test_the_settings_name_the_days_of_the_check_in(ana, base):
    client = ana.client()
    reminder = {"kind": "checkin", "enabled": True, "days": [2, 6], "wall_time": "18:30"}
    assert client.get(base).json()["checkin_days"] == []

    held = client.put(f"{base}/reminders/{new_id()}", reminder, **JSON).json()
    client.put(f"{base}/reminders/{new_id()}", reminder | {"kind": "own", "days": [0]}, **JSON)
    assert client.get(base).json()["checkin_days"] == [2, 6]

    client.put(f"{base}/reminders/{held['id']}", reminder | {"enabled": False}, **JSON)
    assert client.get(base).json()["checkin_days"] == []


def test_the_reminder_is_off_until_it_is_set(ana, base):
    client = ana.client()

    shown = client.get(f"{base}/reminders").json()
    assert (shown["reminders"], shown["last"]) == ([], None)
    assert client.get(f"{base}/summary").json() == {
        "enabled": False, "detail": False, "next_at": None,
    }  # fmt: skip

    client.put(f"{base}/summary", {"enabled": True}, **JSON)
    off = client.put(f"{base}/summary", {"enabled": False}, **JSON).json()
    assert off["enabled"] is False


def test_a_journal_that_waits_for_deletion_takes_no_more_entries(ana, base):
    Journal.objects.filter(id=ana.journal.id).update(state="pending-deletion")
    client = ana.client()

    refused = client.post(f"{base}/ops", {"ops": []}, **JSON)
    assert (refused.status_code, refused.json()["code"]) == (409, "account-pending-deletion")
    assert client.get(f"{base}/changes").status_code == 200

    Journal.objects.filter(id=ana.journal.id).update(state="deleted")
    gone = client.get(f"{base}/changes")
    assert (gone.status_code, gone.json()["code"]) == (410, "journal-gone")


def test_the_name_that_others_see_can_be_changed(ana):
    changed = ana.client().patch("/api/v1/me", {"name": "Ana M.", "locale": "es"}, **JSON).json()

    assert (changed["user"]["name"], changed["user"]["locale"]) == ("Ana M.", "es")


@pytest.mark.parametrize("path", ["catalogue", "rules"])
def test_public_data_is_given_once(client, db, path):
    first = client.get(f"/api/v1/{path}")
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first["Cache-Control"] == "public, max-age=300"
    assert first.json()
    assert again.content == b""


def test_health_names_each_part(client, db, settings):
    assert client.get("/health/live").json() == {"status": "ok"}
    starting = client.get("/health/ready")
    assert (starting.status_code, starting.json()["checks"]["jobs"]) == (200, "starting")

    heartbeat()
    assert client.get("/health/ready").json()["checks"] == {
        "database": "ok", "redis": "ok", "jobs": "ok", "deliveries": "ok",
        "flags": "ok", "audit": "ok", "erasures": "ok",
    }  # fmt: skip


def test_a_push_service_that_says_later_is_no_fault_of_ours(client, db, ana):
    now = timezone.now()
    waiting = {"state": "sending", "due_at": now - timedelta(minutes=9), "channel": "push"}
    queue(kind="push-test", key="p", user_id=ana.user.id, due_at=now)
    Delivery.objects.update(**waiting, lease_until=now + timedelta(minutes=5))
    assert client.get("/health/ready").json()["checks"]["deliveries"] == "ok"

    Delivery.objects.update(lease_until=now - timedelta(minutes=5))
    assert client.get("/health/ready").json()["checks"]["deliveries"] == "late"


def test_health_notices_a_silent_worker_and_late_mail(client, db, ana):
    past = timezone.now() - timedelta(minutes=3)
    Heartbeat.objects.create(name="worker", at=past)
    queue(kind="weekly-summary", key="late", user_id=ana.user.id, due_at=past)

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"]["jobs"] == "silent"
    assert answer.json()["checks"]["deliveries"] == "late"
