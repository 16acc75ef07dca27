"""The page on the rules, written from the rule data, for people who review them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journal.flags.engine.rule_set import examples, public_rules
from journal.flags.texts import PARTS, Reader, render_flag

_WHERE = {
    "P": "on the phone and on the server",
    "P*": "in part on the phone, whole on the server",
    "H": "on the server; it needs history",
}
_GROUPS = {
    "A": "urgent patterns",
    "B": "general symptom rules",
    "C": "recurrence-type rules",
    "D": "tests, mood, daily life",
}
_MARKS = {
    "V": "read in a stored copy of the source",
    "S": "read in a secondary source only",
    "K": "general knowledge, not yet checked",
    "D": "a choice of our own; no published threshold was found",
}


def rules_page() -> str:
    """Return ``docs/rules.md``."""
    rules = public_rules()
    parts = [
        _opening(rules),
        *(_rule(rules, raw) for raw in rules["rules"]),
        _shared(rules),
        _lists(rules),
        _numbers(rules),
        _sources(rules),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _opening(rules: Mapping[str, Any]) -> str:
    levels = [
        (f"`{slug}`", level["heading"]["en"], level["do"]["default"]["en"])
        for slug, level in rules["levels"].items()
    ]
    return f"""# Flag rules, version {rules["rule_set"]}

Written by `manage.py rule_pages` from the rule data; do not edit by hand. The logic of each rule
stands in `journal/flags/rules/`, its numbers and words in `journal/flags/data/`. Try a journal on
paper with `manage.py try_rules FILE`.

A flag means "worth raising with your provider". It never says that cancer is or is not back, and
no flag is no reassurance. Every flag ends: "{rules["closing"]["en"]}"

**These rules have not been reviewed by a clinician yet.** No real person may use them before.

{_table(("Level", "On screen", "What to do"), levels)}"""


def _rule(rules: Mapping[str, Any], raw: Mapping[str, Any]) -> str:
    texts = raw["texts"]
    facts = [
        ("Concept", f"`{raw['concept']}`"),
        ("Group", f"{raw['group']}, {_GROUPS[raw['group']]}"),
        ("Runs", _WHERE[raw["where"]]),
        ("Usual level", "must be passed" if raw["uses_baseline"] else "not used"),
        ("In hospice or comfort focus", "muted" if raw["muted_in_comfort"] else "runs"),
        ("Evidence", _evidence(raw)),
        ("Sources", ", ".join(_source_link(rules, key) for key in raw["sources"])),
    ]
    numbers = [(f"`{name}`", _value(value)) for name, value in raw["thresholds"].items()]
    words = [
        (rules["parts"][part]["en"], variant, text["en"], text["es"])
        for part in PARTS
        for variant, text in texts.get(part, {}).items()
    ]
    return f"""## {raw["id"]} {texts["title"]["en"]}

{rules["logic"][raw["id"]]["en"]}

{_example(rules, raw["id"])}

{_table(("", ""), facts)}

{_table(("Number", "Value"), numbers)}

{_table(("Part", "When", "English", "Spanish"), words)}"""


def _evidence(raw: Mapping[str, Any]) -> str:
    """Write the mark of the rule, and those of parts that rest on less."""
    parts = {"": raw["evidence"], **raw.get("evidence_parts", {})}
    return "; ".join(
        f"{part}: {mark}, {_MARKS[mark]}" if part else f"{mark}, {_MARKS[mark]}"
        for part, mark in parts.items()
    )


def _example(rules: Mapping[str, Any], rule_id: str) -> str:
    """Write a flag as a person in the United States would read it."""
    example = examples()[rule_id]
    reader = Reader(country="US", units="imperial")
    words = render_flag(rules, rule_id, example["urgency"], example["facts"], reader)
    lines = [f"**{words['heading']}**", *(words[part] for part in PARTS)]
    return "\n>\n".join(f"> {line}" for line in lines)


def _value(value: Any) -> str:
    return ", ".join(f"`{item}`" for item in value) if isinstance(value, list) else str(value)


def _source_link(rules: Mapping[str, Any], key: str) -> str:
    url = rules["sources"][key]["url"]
    return f"[{key}]({url})" if url else key


def _shared(rules: Mapping[str, Any]) -> str:
    cooldowns = [
        (f"`{slug}`", ", ".join(f"{number} {unit}" for unit, number in raw.items()))
        for slug, raw in rules["cooldowns"].items()
    ]
    definitions = [
        (f"`{name}`", value) for name, value in rules["definitions"].items() if name != "units"
    ]
    units = [
        (f"`{analyte}`", ", ".join(f"`{unit}`" for unit in factors))
        for analyte, factors in rules["definitions"]["units"].items()
    ]
    order = ", then ".join(rules["tie_order"])
    return f"""## What all rules share

An open flag is never made twice. An answered flag stays quiet for its cooldown, and comes back
early only when it is more urgent or the symptom's level is higher. "My team knows" keeps it quiet
until it is worse, or was gone and came back. A general rule (group B) stays quiet about a symptom
that a specific rule has raised as urgently, and makes one flag per symptom: the most urgent, and
of equals {order}.

{_table(("Level", "Cooldown after an answer"), cooldowns)}

{_table(("Definition", "Value"), definitions)}

Counts and markers are read in these units; in any other, no rule uses them.

{_table(("Test", "Units"), units)}"""


def _lists(rules: Mapping[str, Any]) -> str:
    lists = rules["watch_lists"]
    watch = [
        (f"`{cancer}`", _value(slugs), "yes" if cancer in lists["needs_review"] else "")
        for cancer, slugs in lists["by_cancer_type"].items()
    ]
    sets = [(f"`{name}`", _value(members)) for name, members in rules["sets"].items()]
    nodes = [row for cancer, raw in rules["node_regions"].items() for row in _nodes(cancer, raw)]
    return f"""## Watch lists

Every list also holds {_value(lists["always"])}, and the symptoms that the person had at first.

{_table(("Cancer type", "Symptoms", "Our own choice"), watch)}

## Sets

{_table(("Set", "Members"), sets)}

## Node regions

Sides match when either is not known or is "both".

{_table(("Cancer type", "First site", "Regions", "Same side only"), nodes)}"""


def _nodes(cancer: str, raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    side = "yes" if raw["same_side"] else "no"
    for part in raw.get("by_first_site", [raw]):
        yield f"`{cancer}`", _value(part.get("sites", [])) or "any", _value(part["regions"]), side


def _numbers(rules: Mapping[str, Any]) -> str:
    emergency = [
        (country, ", ".join(numbers)) for country, numbers in rules["emergency_numbers"].items()
    ]
    lines = [
        (
            country,
            line["call"],
            line.get("text", ""),
            f"{line['evidence']}, {_MARKS[line['evidence']]}",
            ", ".join(_source_link(rules, key) for key in line["sources"]),
        )
        for country, line in rules["crisis_lines"].items()
    ]
    return f"""## Numbers to call

The country is the one in the journal's settings, never guessed from an address. Where no number
is known, the phone says "{rules["local_emergency"]["en"]}" and names no crisis line. Check every
number before each release.

{_table(("Country", "Emergency"), emergency)}

{_table(("Country", "Crisis line", "To text", "Evidence", "Sources"), lines)}"""


def _sources(rules: Mapping[str, Any]) -> str:
    rows = [
        (key, f"[{raw['title']}]({raw['url']})" if raw["url"] else raw["title"], raw["mark"])
        for key, raw in rules["sources"].items()
    ]
    marks = "; ".join(f"{mark}: {meaning}" for mark, meaning in _MARKS.items())
    return f"""## Sources

Marks: {marks}.

{_table(("Key", "Source", "Mark"), rows)}"""
