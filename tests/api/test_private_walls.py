"""Each of the two walls keeps a private entry without the other."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from journal.core.access import ALL_SECTIONS, Access, Role
from journal.core.wall import close_wall
from journal.entries.models import Entry, EntryRevision
from journal.entries.selectors import entries_by_id, timeline
from journal.flags.selectors import flags
from journal.sharing import access as first_wall
from journal.sharing.policy import Decision
from tests.people import op
from tests.private_entries import BREATHLESS, OPEN, SECRET, at_home, changed, push, shown


@pytest.fixture
def home(db):
    return at_home()


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
