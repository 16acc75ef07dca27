"""The words of a flag: four parts, filled with its facts, in one language.

The texts and their variants are data. A placeholder is ``{fact:kind}``; the phone fills the same
templates the same way, and both are held to one file of examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal

from journal.catalogue.terms import read_data, term
from journal.flags.engine.findings import Fact

PARTS: Final = ("saw", "why", "do", "ask")
_PLACEHOLDER: Final = re.compile(r"\{(\w+):(\w+)\}")
_TENTH: Final = Decimal("0.1")
_LB_PER_KG: Final = Decimal("2.2046226218")
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the text is for. ``country`` is a two-letter code, empty when not known."""

    locale: Literal["en", "es"] = "en"
    units: Literal["metric", "imperial"] = "metric"
    country: str = ""
    is_hospice: bool = False


def render_flag(
    rules: Mapping[str, Any], rule_id: str, urgency: str, facts: Facts, reader: Reader
) -> dict[str, str]:
    """Return heading, title, the four parts and the closing words; ``rules`` is the public data.

    ``not_watched`` is there only for the most urgent level, where it must be read.
    """
    texts = next(raw["texts"] for raw in rules["rules"] if raw["id"] == rule_id)
    level = rules["levels"][urgency]
    words = {"heading": level["heading"], "title": texts["title"], "closing": rules["closing"]}
    if urgency == "emergency_now":
        words["not_watched"] = rules["not_watched"]
    for part in PARTS:
        words[part] = _variant(texts, level, part, urgency, facts, reader)
    return {name: _fill(rules, text[reader.locale], facts, reader) for name, text in words.items()}


def _variant(
    texts: Mapping[str, Any],
    level: Mapping[str, Any],
    part: str,
    urgency: str,
    facts: Facts,
    reader: Reader,
) -> Mapping[str, str]:
    """Choose the variant that the facts name, else that of the urgency, else the default."""
    if part == "do" and (reader.is_hospice or part not in texts):
        hospice: Mapping[str, str] = level["do"]["hospice" if reader.is_hospice else "default"]
        return hospice
    variants: Mapping[str, Mapping[str, str]] = texts[part]
    for name in (str(facts.get(part)), urgency):
        if name in variants:
            return variants[name]
    return variants["default"]


def _fill(rules: Mapping[str, Any], template: str, facts: Facts, reader: Reader) -> str:
    text = _PLACEHOLDER.sub(lambda found: _word(rules, found[1], found[2], facts, reader), template)
    return text.replace("{emergency}", _emergency(rules, reader))


def _emergency(rules: Mapping[str, Any], reader: Reader) -> str:
    numbers = rules["emergency_numbers"].get(reader.country)
    if not numbers:
        return str(rules["local_emergency"][reader.locale])
    return str(rules["emergency_number"][reader.locale]).replace("{number}", numbers[0])


def _word(rules: Mapping[str, Any], name: str, kind: str, facts: Facts, reader: Reader) -> str:
    value = facts[name]
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value, reader)
    if kind == "date":
        return _date(rules, str(value), reader)
    if kind == "analyte":
        names = rules["analytes"].get(str(value))
        return str(names[reader.locale]) if names else str(value)
    return _score(kind, facts, int(str(value)), reader)


def _date(rules: Mapping[str, Any], day: str, reader: Reader) -> str:
    _, month, number = day.split("-")
    name = rules["months"][reader.locale][int(month) - 1]
    pattern = str(rules["day"][reader.locale])
    return pattern.replace("{month}", name).replace("{day}", str(int(number)))


def _score(kind: str, facts: Facts, value: int, reader: Reader) -> str:
    """Return the word of a score; ``kind`` is a scale, or a fact ``..._scale`` that names one."""
    scale = str(facts[kind]) if kind.endswith("_scale") else kind
    subject = term(str(facts.get("symptom")))
    if scale == "amount" and subject is not None and subject.amount_scale:
        scale = subject.amount_scale
    labels = read_data("scales")["scales"][scale]["labels"][reader.locale]
    return str(labels[min(value, len(labels) - 1)])


def _plain(value: Decimal) -> str:
    """Write with at most one decimal."""
    rounded = value.quantize(_TENTH, rounding=ROUND_HALF_UP)
    return str(rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded)


def _number(value: Fact, _reader: Reader) -> str:
    return _plain(Decimal(str(value)))


def _result(value: Fact, _reader: Reader) -> str:
    """Write a lab value as given, with at most four decimals."""
    written = f"{float(str(value)):.4f}"
    return written.rstrip("0").rstrip(".")


def _text(value: Fact, _reader: Reader) -> str:
    return str(value)


def _temperature(value: Fact, reader: Reader) -> str:
    celsius = Decimal(str(value))
    written = [
        f"{celsius.quantize(_TENTH, rounding=ROUND_HALF_UP)} °C",
        f"{(celsius * 9 / 5 + 32).quantize(_TENTH, rounding=ROUND_HALF_UP)} °F",
    ]
    first, second = written if reader.units == "metric" else written[::-1]
    return f"{first} ({second})"


def _weight(value: Fact, reader: Reader) -> str:
    kg = Decimal(str(value))
    return f"{_plain(kg)} kg" if reader.units == "metric" else f"{_plain(kg * _LB_PER_KG)} lb"


def _symptom(value: Fact, reader: Reader) -> str:
    known = term(str(value))
    return known.name[reader.locale] if known else str(value)


_WRITERS: Final[Mapping[str, Callable[[Fact, Reader], str]]] = {
    "number": _number,
    "result": _result,
    "text": _text,
    "temperature": _temperature,
    "weight": _weight,
    "symptom": _symptom,
}
