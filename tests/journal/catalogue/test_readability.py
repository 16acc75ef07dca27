"""Every text is plain enough to be read on a bad day, and says nothing that it must not."""

from __future__ import annotations

import re
import warnings
from itertools import chain

import pytest

from tests.journal.catalogue.words import (
    app_sentences,
    catalogue_labels,
    catalogue_sentences,
    rule_sentences,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import textstat

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = {"en": 15, "es": 17}
"""In words. Spanish needs a few more for the same sense."""

NOT_GRADED = {"signin.email.wrong", "now.call.local"}
"""An address as an example, and the five words that name the emergency number."""

BANNED = {
    "en": (
        r"detect\w*", r"diagnos(?:e|es|ed|ing)", r"predict\w*", r"screen(?:s|ed|ing)? for",
        r"risk score", r"early warning", r"monitor\w*", r"clinically proven",
        r"should worry", r"alarm\w*", r"abnormal\w*", r"positive\w*", r"suspicious\w*",
        r"fail(?:s|ed|ure)?", r"probably nothing", r"you are fine", r"no sign of cancer",
        r"all clear", r"normal", r"recurr\w*", r"come back", r"surviv\w*", r"dose\w*",
    ),
    "es": (
        r"detect\w*", r"diagnostic(?:a|ar|amos|ado)", r"predic\w*", r"prede\w*", r"tamiza\w*",
        r"puntaje de riesgo", r"aviso temprano", r"vigila\w*", r"monitore\w*",
        r"debe preocupar\w*", r"alarma\w*", r"anormal\w*", r"positiv\w*", r"sospech\w*",
        r"fall(?:a|ó|ado|o)", r"seguro no es nada", r"usted está bien", r"sin señal de cáncer",
        r"recaíd\w*", r"recurren\w*", r"dosis",
    ),
}  # fmt: skip
ALLOWED = {
    # What a person may call their own trouble, and what they themselves say a bleeding is.
    "en": {"anxiety synonym"},
    "es": {"expected_period question"},
}


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("texts", [catalogue_sentences, rule_sentences])
def test_sentences_are_short(texts, locale):
    for name, text in texts(locale):
        for sentence in sentences(text):
            assert len(sentence.split()) <= LONGEST_SENTENCE[locale], f"{name}: {sentence}"


@pytest.mark.parametrize("texts", [catalogue_sentences, rule_sentences, app_sentences])
def test_every_english_text_is_at_grade_6_or_below(texts):
    for name, text in texts("en"):
        # A grade means nothing for a heading of two or three words; those are judged together.
        if len(text.split()) > 4 and name not in NOT_GRADED:
            assert textstat.flesch_kincaid_grade(text) <= HIGHEST_GRADE, f"{name}: {text}"


def test_english_names_and_labels_together_are_at_grade_6_or_below():
    labels = chain(catalogue_labels("en"), rule_sentences("en"))
    short = dict.fromkeys(text for _, text in labels if len(text.split()) <= 4)

    assert textstat.flesch_kincaid_grade(". ".join(short) + ".") <= HIGHEST_GRADE


@pytest.mark.parametrize("locale", ["en", "es"])
def test_no_text_says_what_it_must_not(locale):
    pattern = re.compile(rf"\b(?:{'|'.join(BANNED[locale])})\b", re.IGNORECASE)
    everything = chain(
        catalogue_labels(locale), catalogue_sentences(locale), rule_sentences(locale)
    )
    for name, text in everything:
        if name not in ALLOWED[locale]:
            assert not pattern.search(text), f"{name}: {text}"


@pytest.mark.parametrize("locale", ["en", "es"])
def test_no_text_is_missing_or_left_unfilled(locale):
    everything = chain(
        catalogue_labels(locale), catalogue_sentences(locale), rule_sentences(locale)
    )
    for name, text in everything:
        assert text == text.strip() != "", name
        assert not re.search(r"[{}]", text), f"{name}: {text}"


def test_why_it_can_matter_says_can_and_promises_nothing():
    for name, text in rule_sentences("en"):
        if name.endswith(" why"):
            assert re.search(r"\b(can|may)\b", text), f"{name}: {text}"


def test_the_most_urgent_level_says_that_nobody_watches():
    said = {name for name, _ in rule_sentences("en") if name.endswith("not_watched")}

    assert "F01 emergency_now not_watched" in said
    assert not any(" same_day " in name for name in said)
