"""What the owner marks private: nobody else finds it, by either wall, whatever is shared."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.utils import timezone

from journal.core.access import ALL_SECTIONS, Access, Role
from journal.core.wall import close_wall
from journal.entries.models import Entry, EntryRevision
from journal.entries.selectors import entries_by_id, timeline
from journal.flags.models import Flag
from journal.flags.selectors import flags
from journal.flags.worklist import shared_journals
from journal.sharing import access as first_wall
from journal.sharing.policy import Decision
from journal.summaries.detail import symptom_lines
from tests.people import grant, op, person

JSON: Any = {"content_type": "application/json"}
SECRET = {"symptom": "nausea", "severity": 1, "note": "a word of hers", "private": True}
OPEN = {"symptom": "pain", "severity": 2}
BREATHLESS = {"symptom": "shortness_of_breath", "severity": 4}


def push(who, ana, *ops):
    answer = who.client().post(
        f"/api/v1/journals/{ana.journal.id}/ops", {"ops": list(ops)}, **JSON
    )
    assert answer.status_code == 200, answer.content
    return answer.json()


def codes(who, ana, *ops):
    return [item.get("code") or item["status"] for item in push(who, ana, *ops)["results"]]


def changed(who, first, rev=1, **more):
    return op(who, entry_id=first["entry_id"], base={"rev": rev, "epoch": 1}, **more)


@pytest.fixture
def home(db):
    """Ana shares everything with Sam, who helps, and with Vic, who may look."""
    ana, sam, vic = person("Ana", journal=True), person("Sam"), person("Vic")
    grant(ana, sam, *ALL_SECTIONS, now=timezone.now(), role="caregiver")
    grant(ana, vic, *ALL_SECTIONS, now=timezone.now())
    return ana, sam, vic


def shown(who, ana, path="timeline"):
    answer = who.client().get(f"/api/v1/journals/{ana.journal.id}/{path}").json()
    return {entry["id"] for entry in answer.get("entries", answer.get("changes"))}


def test_only_the_owner_finds_it(home):
    ana, sam, vic = home
    secret, plain = op(ana, body=SECRET), op(ana, body=OPEN)
    push(ana, ana, secret, plain)

    assert shown(ana, ana) == shown(ana, ana, "changes") == {secret["entry_id"], plain["entry_id"]}
    for who in (sam, vic):
        assert shown(who, ana) == {plain["entry_id"]}
        address = f"/api/v1/journals/{ana.journal.id}/timeline"
        assert "a word of hers" not in who.client().get(address).content.decode()


def test_it_goes_from_lists_when_it_becomes_private_and_comes_back(home):
    ana, _, vic = home
    first = op(ana, body=OPEN)
    push(ana, ana, first)
    assert shown(vic, ana) == {first["entry_id"]}

    push(ana, ana, changed(ana, first, body=OPEN | {"private": True}))
    assert shown(vic, ana) == set()

    push(ana, ana, changed(ana, first, rev=2, body=OPEN))
    assert shown(vic, ana) == {first["entry_id"]}


def test_only_the_owner_says_so(home):
    ana, sam, _ = home

    assert codes(sam, ana, op(sam, body=SECRET)) == ["forbidden_private"]
    assert not Entry.objects.filter(journal=ana.journal).exists()


@pytest.mark.parametrize("kind", ["put", "delete"])
def test_a_helper_no_longer_changes_what_became_private(home, kind):
    ana, sam, _ = home
    first = op(sam, body=OPEN)
    push(sam, ana, first)
    push(ana, ana, changed(ana, first, body=OPEN | {"private": True}))

    late = changed(sam, first, kind=kind, body=OPEN if kind == "put" else {})

    assert codes(sam, ana, late) in (["not_yours"], ["invalid"])
    entry = Entry.objects.get(journal=ana.journal)
    assert (entry.rev, entry.private, entry.deleted) == (2, True, False)
    # The answer to what was taken before is still the answer.
    assert codes(sam, ana, first) == ["duplicate"]


def test_a_copy_that_says_private_counts_until_she_has_chosen(home):
    """Two phones: one changes the score, the other the score and makes it private."""
    ana, _, vic = home
    first = op(ana, body=OPEN)
    push(ana, ana, first, changed(ana, first, body=OPEN | {"severity": 3}))
    clash = changed(ana, first, body=OPEN | {"severity": 1, "private": True})
    assert codes(ana, ana, clash) == ["field"]
    assert shown(vic, ana) == set()

    choice = changed(ana, first, rev=2, body=OPEN | {"severity": 3}, resolves=[clash["op_id"]])
    push(ana, ana, choice)

    assert shown(vic, ana) == {first["entry_id"]}


def test_made_private_on_one_phone_while_another_changes_the_score(home):
    ana, _, vic = home
    first = op(ana, body=OPEN)
    push(ana, ana, first, changed(ana, first, body=OPEN | {"private": True}))

    assert codes(ana, ana, changed(ana, first, body=OPEN | {"severity": 3})) == ["merged"]

    entry = Entry.objects.get(journal=ana.journal)
    assert (entry.private, entry.body["severity"]) == (True, 3)
    assert shown(vic, ana) == set()


def test_what_rests_on_it_is_for_her_alone(home):
    ana, _, vic = home
    now = timezone.now()
    bad = op(ana, body=BREATHLESS, occurred_at=now.isoformat())
    push(ana, ana, bad)
    address = f"/api/v1/journals/{ana.journal.id}/flags"
    assert vic.client().get(address).json()["flags"]
    assert sum(shared_journals(user_id=vic.user.id, now=now)[0].open_flags.values()) > 0

    private = BREATHLESS | {"private": True}
    push(ana, ana, changed(ana, bad, body=private, occurred_at=now.isoformat()))

    assert vic.client().get(address).json()["flags"] == []
    assert ana.client().get(address).json()["flags"]
    [row] = shared_journals(user_id=vic.user.id, now=now)
    assert (row.open_flags, row.last_entry_on) == ({}, None)


def test_a_helper_hears_of_no_flag_that_rests_on_it(home):
    """Her private notes make an emergency together with what the helper writes."""
    ana, sam, _ = home
    at = timezone.now().isoformat()
    push(ana, ana, op(ana, body=BREATHLESS | {"private": True}, occurred_at=at))
    swollen = {"symptom": "arm_leg_swelling", "severity": 2, "qualifiers": ["one_sided"],
               "site": {"region": "leg", "side": "left"}}  # fmt: skip

    told = push(sam, ana, op(sam, body=swollen, occurred_at=at))

    resting = Flag.objects.filter(journal=ana.journal, state="open")
    assert resting.exists()
    private = Entry.objects.get(journal=ana.journal, private=True).id
    open_ids = {str(flag.id) for flag in resting if private not in flag.evidence}
    assert {flag["id"] for flag in told.get("flags", [])} <= open_ids


def test_the_first_wall_alone_keeps_it(home):
    """Read as the server, whom the second wall lets see all."""
    ana, _, vic = home
    secret = op(ana, body=BREATHLESS | {"private": True}, occurred_at=timezone.now().isoformat())
    push(ana, ana, secret)
    entry = Entry.objects.get(journal=ana.journal)
    theirs = Access(ana.journal.id, vic.user.id, ALL_SECTIONS, Role.VIEWER)
    app = Access(ana.journal.id, ana.user.id, ALL_SECTIONS, Role.OWNER, through_app=True)
    for access in (theirs, app):
        assert b"shortness" not in timeline(access, before=None, limit=9)
        assert entries_by_id(access, [entry.id]) == {}
        assert flags(access, now=timezone.now()) == []
    assert entries_by_id(ana.access, [entry.id])
    assert flags(ana.access, now=timezone.now())


@pytest.fixture
def first_wall_down(monkeypatch):
    """Whoever asks for whatever is taken for the owner."""

    def anything_goes(principal, action, journal, standings, now):
        access = Access(journal.id, principal.user_id, ALL_SECTIONS, Role.OWNER, ALL_SECTIONS)
        return Decision(access, None, ALL_SECTIONS)

    monkeypatch.setattr(first_wall, "decide", anything_goes)


def test_the_second_wall_alone_keeps_it(home, first_wall_down):
    ana, sam, vic = home
    at = timezone.now().isoformat()
    plain = op(ana, body=OPEN)
    push(ana, ana, op(ana, body=BREATHLESS | {"private": True}, occurred_at=at), plain)

    for who in (sam, vic):
        assert shown(who, ana) == shown(who, ana, "changes") == {plain["entry_id"]}
        address = f"/api/v1/journals/{ana.journal.id}/flags"
        assert who.client().get(address).json()["flags"] == []


TABLES = {
    "journal_entry": "private",
    "journal_entryrevision": "body ? 'private'",
    "journal_conflictcopy": "body ? 'private'",
    "journal_operation": "submitted -> 'body' ? 'private'",
}


@pytest.mark.parametrize("table", TABLES)
def test_plain_sql_of_somebody_else_finds_nothing_private(home, table):
    ana, sam, vic = home
    first = op(ana, body=OPEN)
    push(ana, ana, first, changed(ana, first, body=OPEN | {"severity": 3}))
    push(ana, ana, changed(ana, first, body=OPEN | {"severity": 1, "private": True}))
    push(ana, ana, op(ana, body=SECRET))
    sql = f"SELECT count(*) FROM {table} WHERE journal_id = %s AND {TABLES[table]}"
    found = {}
    for who in (ana, sam, vic):
        with transaction.atomic(), connection.cursor() as cursor:
            close_wall(user_id=who.user.id)
            cursor.execute(sql, [ana.journal.id])
            found[who] = cursor.fetchone()[0]
            cursor.execute("SELECT set_config('role', 'none', true)")

    assert (found[ana] > 0, found[sam], found[vic]) == (True, 0, 0)


def test_what_was_written_while_it_was_private_stays_hers(home):
    """Made open again without the words: the older state is not a helper's to read."""
    ana, sam, _ = home
    first = op(ana, body=SECRET)
    push(ana, ana, first, changed(ana, first, body=OPEN | {"symptom": "nausea"}))
    close_wall(user_id=sam.user.id)

    seen = EntryRevision.objects.filter(journal=ana.journal).values_list("rev", flat=True)

    assert list(seen) == [2]


def test_a_helper_cannot_make_it_open_by_sql(home):
    ana, sam, _ = home
    push(ana, ana, op(ana, body=SECRET))
    close_wall(user_id=sam.user.id)

    assert Entry.objects.filter(journal=ana.journal).update(private=False) == 0


def test_nor_write_one(home):
    ana, sam, _ = home
    mine = op(sam, body=OPEN)
    push(sam, ana, mine)
    close_wall(user_id=sam.user.id)

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Entry.objects.filter(journal=ana.journal).update(private=True)


def test_the_database_holds_the_two_together(home):
    ana, _, _ = home
    push(ana, ana, op(ana, body=SECRET))

    with pytest.raises(IntegrityError, match="entry_private"), transaction.atomic():
        Entry.objects.filter(journal=ana.journal).update(private=False)


def test_no_mail_names_it(home):
    ana, _, _ = home
    push(ana, ana, op(ana, body=SECRET), op(ana, body=OPEN))
    day = Entry.objects.filter(journal=ana.journal).first().local_date

    lines = symptom_lines(journal_id=ana.journal.id, start=day, end=day, locale="en")

    assert lines == ["Pain: on 1 day"]


def test_private_is_said_only_with_true(home):
    ana, _, _ = home

    assert codes(ana, ana, op(ana, body=OPEN | {"private": False})) == ["invalid"]
    assert codes(ana, ana, op(ana, section="sleep", type="sleep",
                              body={"hours": 7.0, "private": True})) == ["applied"]  # fmt: skip
