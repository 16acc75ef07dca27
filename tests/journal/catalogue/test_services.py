"""Loading the catalogue into the database."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from journal.catalogue.models import SymptomTerm
from journal.catalogue.services import load_catalogue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_every_term_is_written(django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, upsert, retire, release
        assert load_catalogue(today=TODAY) == 50

    pain = SymptomTerm.objects.get(slug="pain")
    assert SymptomTerm.objects.count() == 50
    assert (pain.tier, pain.name["es"], pain.retired_on) == ("B", "Dolor", None)
    assert pain.attributes == ["frequency", "severity", "interference"]
    assert pain.data["slug"] == "pain"


def test_loading_again_changes_nothing():
    load_catalogue(today=TODAY)
    before = list(SymptomTerm.objects.order_by("slug").values())

    load_catalogue(today=date(2027, 1, 1))

    assert list(SymptomTerm.objects.order_by("slug").values()) == before


def test_an_edited_row_is_set_right():
    load_catalogue(today=TODAY)
    SymptomTerm.objects.filter(slug="pain").update(tier="A", catalogue_version="0.9.0")

    load_catalogue(today=TODAY)

    pain = SymptomTerm.objects.get(slug="pain")
    assert (pain.tier, pain.catalogue_version) == ("B", "1.0.0")


def test_a_term_that_is_gone_is_retired_once_and_never_deleted():
    SymptomTerm.objects.create(
        slug="old_term", name={}, tier="B", attributes=[], data={}, catalogue_version="0.9.0"
    )

    load_catalogue(today=TODAY)
    load_catalogue(today=date(2027, 1, 1))

    assert SymptomTerm.objects.get(slug="old_term").retired_on == TODAY


def test_the_command_says_what_it_did():
    out = StringIO()

    call_command("load_catalogue", stdout=out)

    assert out.getvalue() == "Catalogue 1.0.0: 50 symptoms\n"
