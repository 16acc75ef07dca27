"""What the owner marks private: nobody else finds it, whatever is shared."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from journal.entries.models import Entry
from journal.flags.models import Flag
from journal.flags.worklist import shared_journals
from journal.summaries.detail import symptom_lines
from tests.apps import ALL, with_token
from tests.people import op
from tests.private_entries import (
    BREATHLESS,
    JSON,
    OPEN,
    SECRET,
    at_home,
    changed,
    codes,
    push,
    shown,
    view,
)


@pytest.fixture
def home(db):
    return at_home()


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
    before = view(vic, ana)

    push(ana, ana, changed(ana, first, body=OPEN | {"private": True}))
    assert shown(vic, ana) == set()
    # A page that shows it asks for this, and clears itself.
    assert view(vic, ana) != before

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
    assert resting.filter(urgency="emergency_now").exists()
    private = Entry.objects.get(journal=ana.journal, private=True).id
    open_ids = {str(flag.id) for flag in resting if private not in flag.evidence}
    assert {flag["id"] for flag in told["urgent"]} <= open_ids


@pytest.mark.usefixtures("provider")
def test_an_app_of_hers_is_somebody_else(home):
    """It sees none, is told that one is gone which it may have, and changes none."""
    ana, _, _ = home
    never, later = op(ana, body=SECRET), op(ana, body=OPEN)
    push(ana, ana, never, later)
    app, base = with_token(ana, *ALL), f"/api/v1/journals/{ana.journal.id}"
    before = app.get(f"{base}/changes").json()
    assert [entry["id"] for entry in before["changes"]] == [later["entry_id"]]
    assert "digest" not in before

    push(ana, ana, changed(ana, later, body=OPEN | {"private": True, "note": "a word of hers"}))

    after = app.get(f"{base}/changes?cursor={before['cursor']}")
    [gone] = after.json()["changes"]
    assert (gone["id"], gone["deleted"], gone["body"]) == (later["entry_id"], True, {})
    assert b"a word of hers" not in after.content
    assert app.get(f"{base}/timeline").json()["entries"] == []
    assert app.get(f"{base}/entries/{later['entry_id']}").status_code == 404
    sent = [changed(ana, later, rev=2, body=OPEN), op(ana, body=SECRET)]
    answer = app.post(f"{base}/ops", {"ops": sent}, **JSON).json()
    assert [item["code"] for item in answer["results"]] == ["not_yours", "forbidden_private"]
    assert app.get(f"{base}/changes").json()["changes"] == []


def test_the_database_holds_the_two_together(home):
    ana, _, _ = home
    push(ana, ana, op(ana, body=SECRET))

    with pytest.raises(IntegrityError, match="entry_private"), transaction.atomic():
        Entry.objects.filter(journal=ana.journal).update(private=False)


def test_no_mail_names_it(home):
    ana, _, _ = home
    push(ana, ana, op(ana, body=SECRET), op(ana, body=OPEN))
    day = Entry.objects.filter(journal=ana.journal)[0].local_date

    lines = symptom_lines(journal_id=ana.journal.id, start=day, end=day, locale="en")

    assert lines == ["Pain: on 1 day"]


def test_private_is_said_only_with_true(home):
    ana, _, _ = home

    assert codes(ana, ana, op(ana, body=OPEN | {"private": False})) == ["invalid"]
    assert codes(ana, ana, op(ana, section="sleep", type="sleep",
                              body={"hours": 7.0, "private": True})) == ["applied"]  # fmt: skip
