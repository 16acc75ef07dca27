"""What a visit page may say, and how long it may be."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from journal.sharing.models import VisitPage
from tests.visit_pages import World, page_words


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.mark.parametrize(
    ("case", "page", "pointer"),
    [
        ("nothing said", None, "#/page"),
        ("no title", {"title": " "}, "#/page/title"),
        ("another word for how", {"changed": [{"how": "bad", "words": "x"}]},
         "#/page/changed/0/how"),
        ("six changes", {"changed": [{"how": "same", "words": "x"}] * 6}, "#/page/changed"),
        ("a long line", {"changed": [{"how": "same", "words": "x" * 201}]},
         "#/page/changed/0/words"),
        ("four first things", {"top": ["x"] * 4}, "#/page/top"),
        ("a long first thing", {"top": ["x" * 201]}, "#/page/top/0"),
        ("21 questions", {"questions": ["x"] * 21}, "#/page/questions"),
        ("a long question", {"questions": ["x", "x" * 501]}, "#/page/questions/1"),
        ("six more", {"also": ["x"] * 6}, "#/page/also"),
        ("a long one more", {"also": ["x" * 201]}, "#/page/also/0"),
        ("something else", {"mood": "low"}, "#/page/mood"),
        ("what cannot be kept", {"title": "a\0b"}, "#/page/title"),
        ("a number", {"period": 3}, "#/page/period"),
    ],
)  # fmt: skip
def test_a_page_that_does_not_fit_is_refused_at_its_path(world, case, page, pointer):
    words = None if page is None else page_words(**page)

    refused = world.send(world.to_carla, status=422, page=words)

    assert refused["errors"][0]["pointer"] == pointer
    assert not VisitPage.objects.exists()


def test_the_longest_page_fits(world):
    longest = page_words(
        title="ü" * 200,
        period='"' * 200,
        changed=[{"how": "worse", "words": "\n" + "\\" * 198 + "x"}] * 5,
        top=["\u0001" * 200] * 3,
        questions=["\u0001" * 500] * 20,
        also=["😀" * 200] * 5,
    )

    assert world.send(world.to_carla, page=longest)["page"]["questions"] == ["\u0001" * 500] * 20


@pytest.mark.parametrize("wrong", [{}, {"title": "x"}, page_words(title="x" * 100_000)])
def test_the_database_has_limits_of_its_own(world, wrong):
    page = world.send(world.to_carla)

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitPage.objects.filter(id=page["id"]).update(page=wrong)
