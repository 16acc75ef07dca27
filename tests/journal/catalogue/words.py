"""Every text that a person may read, from the catalogue and the rule data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from journal.catalogue.terms import public_catalogue
from journal.flags.engine.rule_set import examples, public_rules
from journal.flags.texts import Reader, render_flag

Text = tuple[str, str]
_APP = settings.BASE_DIR / "pwa" / "src" / "lib"


def catalogue_labels(locale: str) -> Iterator[Text]:
    """Names, synonyms and answers: words, not sentences."""
    catalogue = public_catalogue()
    for raw in catalogue["symptoms"]:
        yield f"{raw['slug']} name", raw["name"][locale]
        for word in raw["synonyms"][locale]:
            yield f"{raw['slug']} synonym", word
    for slug, scale in catalogue["scales"].items():
        for label in scale["labels"][locale]:
            yield f"{slug} label", label
    for kind in ("regions", "sides"):
        for slug, words in catalogue[kind].items():
            yield f"{kind} {slug}", words[locale]


def catalogue_sentences(locale: str) -> Iterator[Text]:
    """Questions and hints."""
    catalogue = public_catalogue()
    for raw in catalogue["symptoms"]:
        if "hint" in raw:
            yield f"{raw['slug']} hint", raw["hint"][locale]
    for slug, scale in catalogue["scales"].items():
        yield f"{slug} question", scale["question"][locale]
    for slug, words in catalogue["qualifiers"].items():
        yield f"{slug} question", words[locale]


def app_sentences(locale: str) -> Iterator[Text]:
    """What the screens say, each plural form on its own."""
    files = [_APP / folder / f"{locale}.json" for folder in ("i18n/messages", "rules")]
    messages = {key: said for file in files for key, said in json.loads(file.read_bytes()).items()}
    for key, said in messages.items():
        for text in [said] if isinstance(said, str) else said.values():
            yield key, re.sub(r"\{\w+\}", "3", text)


def rule_sentences(locale: Any) -> Iterator[Text]:
    """Every part of every flag in every variant and for every reader, and the fixed words."""
    rules = public_rules()
    for name in ("closing", "not_watched", "empty"):
        yield name, rules[name][locale]
    for rule_id, words in rules["logic"].items():
        yield f"{rule_id} logic", words[locale]
    readers = [Reader(locale, "metric", country) for country in ("US", "")]
    readers.append(Reader(locale, "imperial", "GB", is_hospice=True))
    for raw in rules["rules"]:
        for facts, urgency in _variants(raw["texts"], raw["id"], rules["levels"]):
            for reader in readers:
                rendered = render_flag(rules, raw["id"], urgency, facts, reader)
                for part, text in rendered.items():
                    yield f"{raw['id']} {urgency} {part}", text


def _variants(texts: Any, rule_id: str, levels: Any) -> Iterator[tuple[dict[str, Any], str]]:
    for urgency in levels:
        for saw in texts["saw"]:
            for why in texts["why"]:
                yield {**examples()[rule_id]["facts"], "saw": saw, "why": why}, urgency
