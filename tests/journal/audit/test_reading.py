"""An account that opens very many journals is noticed, and none of the journals is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from journal.audit.models import AuditEvent
from journal.audit.selectors import unusual_readers
from journal.audit.services import record
from journal.core.ids import new_id
from tests.people import person

Action, ActedAs = AuditEvent.Action, AuditEvent.ActedAs


def opened(actor, journals, *, action=Action.LOOKED_AT_ENTRIES, acted_as=ActedAs.MEMBER, ago=0):
    at = timezone.now() - timedelta(minutes=ago)
    for journal_id in journals:
        record(journal_id=journal_id, actor_id=actor, action=action, at=at, acted_as=acted_as)


def many(count=21):
    return [new_id() for _ in range(count)]


@pytest.fixture
def nora(db):
    return person("Nora").user.id


def found():
    return [
        (reader.user_id, reader.journals) for reader in unusual_readers(timezone.now(), most=20)
    ]


def test_more_than_twenty_journals_within_an_hour_are_unusual(nora):
    journals = many(20)
    opened(nora, journals)
    opened(nora, journals, action=Action.LOOKED_AT_FLAGS)
    assert found() == []

    opened(nora, many(1), acted_as=ActedAs.VIEWER, ago=59)
    assert found() == [(nora, 21)]


@pytest.mark.parametrize(
    "usual",
    [
        {"ago": 61},
        {"action": Action.SAW_COUNTS},
        {"action": Action.NOTED},
        {"acted_as": ActedAs.OWNER},
        {"acted_as": ActedAs.INTEGRATOR},
    ],
    ids=str,
)
def test_what_is_not_reading_many_journals_of_others(nora, usual):
    opened(nora, many(), **usual)

    assert found() == []


def test_each_account_counts_for_itself(nora):
    other = person("Olaf").user.id
    opened(nora, many(15))
    opened(other, many(15))
    assert found() == []

    opened(other, many(10))
    assert found() == [(other, 25)]


def test_readiness_notices_it_and_stays_ready(nora):
    assert Client().get("/health/ready").json()["notices"] == {"reading": "ok"}
    opened(nora, many())

    answer = Client().get("/health/ready").json()

    assert answer["notices"] == {"reading": "unusual"}
    assert "reading" not in answer["checks"]


def test_the_command_names_the_account_and_no_journal(nora, capsys, settings):
    call_command("unusual_reading")
    assert "Nobody" in capsys.readouterr().out
    journals = many()
    opened(nora, journals)

    with pytest.raises(CommandError) as ended:
        call_command("unusual_reading")

    said = capsys.readouterr().out + str(ended.value)
    assert ended.value.returncode == 1
    assert f"{nora} opened 21 journals." in said
    assert not any(str(journal_id) in said for journal_id in journals)
    settings.READING_ALARM = 21
    call_command("unusual_reading")
