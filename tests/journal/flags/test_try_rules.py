"""``manage.py try_rules``: the very same evaluation, with no database in reach."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.journal.flags.paper_journals import JOURNALS, NOW, journal, on

DATE = {"date": "2026-11-22"}
ENTRIES: list[dict[str, Any]] = [
    {"type": "sleep", "hours": 7, "sol_min": 10, "waso_min": 5, "quality": 1, **DATE},
    {"type": "diet", "fruit_veg_servings": 4.5, "intake_percent": 80, **DATE},
    {"type": "activity", "minutes": 20, "intensity": "light", "during_symptoms": [], **DATE},
    {"type": "alcohol", "drinks": 0, **DATE},
    {"type": "tobacco", "used": False, "kind": None, "count": 0, **DATE},
    {"type": "lab", "analyte": "cea", "value": 2, "unit": "ug/L", "ref_high": 5, **DATE},
    {"type": "lab", "analyte": "urine_blood", "qualitative": "negative", **DATE},
    {"type": "mood_screen", "instrument": "phq2", "score": 2, **DATE},
    {"type": "distress", "score": 3, **DATE},
    {"type": "temperature", "celsius": 36.8, "at": "2026-11-22T09:00:00+05:30"},
    {"type": "weight", "kg": 70, "at": "2026-11-22T09:00:00Z"},
    {"type": "checkin", "all_clear": False, **DATE},
    {
        "type": "symptom",
        "symptom": "lump",
        "present": True,
        "site": {"region": "armpit", "side": "left"},
        "qualifiers": ["with_cold_or_infection"],
        "note": "never read",
        **DATE,
    },
]
PROFILE: Any = {
    "cancer_type": "breast",
    "primary_site": {"region": "breast", "side": "left", "also": ["chest"]},
    "treatments": [{"kind": "surgery", "detail": None, "start": "2024-01-01", "end": None}],
    "node_surgery": {"limb": "arm", "side": "left"},
    "care_phase": "surveillance",
    "baseline": {"fatigue": 1},
    "original_symptoms": ["lump"],
    "infection_risk_flags": [],
    "sex": "female",
    "menopause": "post",
    "hysterectomy": None,
    "timezone": "America/Chicago",
    "height_cm": 165.5,
    "weight_goal": {"direction": "lose", "from": "2026-01-01", "to": None},
    "checkin_every_days": 7,
    "followup_tests": [{"test": "mammogram", "due": "2026-12-01", "done": None}],
    "journal_paused": {"from": "2026-07-01", "to": "2026-07-20"},
    "fever_threshold_c": 37.5,
    "low_temp_threshold_c": 36.0,
}


def try_rules(path, data) -> dict[str, Any]:
    """Write the file, run the command, read what it prints."""
    file = path / "journals.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    out = io.StringIO()
    call_command("try_rules", str(file), stdout=out)
    return json.loads(out.getvalue())


def test_a_hundred_journals_raise_what_was_worked_out_by_hand(tmp_path):
    answer = try_rules(tmp_path, {"journals": [written for written, _ in JOURNALS]})

    assert answer["rule_set"] == "1.0.0"
    assert len(answer["journals"]) == len(JOURNALS) >= 100
    for (written, expected), result in zip(JOURNALS, answer["journals"], strict=True):
        flags = [
            (flag["rule"], flag["urgency"], flag["subject"], flag["evidence"])
            for flag in result["flags"]
        ]
        # The boundary pairs name only rule and urgency.
        assert [flag[: len(want)] for flag, want in zip(flags, expected, strict=True)] == [
            tuple(want) for want in expected
        ], written["id"]
        assert result["id"] == written["id"]


def test_a_flag_has_these_fields(tmp_path):
    written, _ = journal("a", [on(0, severity=1), on(0, "pain", severity=4)])

    (result,) = try_rules(tmp_path, {"journals": [written]})["journals"]

    assert result == {
        "id": "a",
        "flags": [
            {
                "rule": "F17",
                "concept": "severe_symptom",
                "urgency": "same_day",
                "subject": "pain",
                "evidence": [1],
            }
        ],
    }


def test_every_type_of_entry_and_part_of_the_profile_is_understood(tmp_path):
    written, _ = journal("a", ENTRIES, **PROFILE)

    assert try_rules(tmp_path, {"journals": [written]})["journals"] == [{"id": "a", "flags": []}]


def test_standard_input_is_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"journals": []}'))

    call_command("try_rules", "-")

    assert json.loads(capsys.readouterr().out) == {"rule_set": "1.0.0", "journals": []}


BAD = [
    ("a list", "[]", "#/journals: a list of journals is needed"),
    ("not JSON", "{", "not JSON: "),
    ("unknown top field", '{"journals": [], "extra": 1}', "#/extra: unknown field"),
    ("no time zone", {"evaluate_at": "2026-11-22T12:00:00"}, "#/journals/0/evaluate_at: "),
    ("no evaluate_at", {"evaluate_at": None}, "#/journals/0/evaluate_at: "),
    ("unknown journal field", {"name": "x"}, "#/journals/0/name: "),
    ("unknown zone", {"profile": {"timezone": "Mars"}}, "#/journals/0/profile/timezone: "),
    ("unknown phase", {"profile": {"care_phase": "x"}}, "#/journals/0/profile/care_phase: "),
    ("unknown profile field", {"profile": {"age": 60}}, "#/journals/0/profile/age: "),
    (
        "unknown baseline",
        {"profile": {"baseline": {"zzz": 1}}},
        "#/journals/0/profile/baseline: unknown symptom zzz",
    ),
    (
        "ends before it starts",
        {
            "profile": {
                "treatments": [{"kind": "other", "start": "2026-02-01", "end": "2026-01-01"}]
            }
        },
        "#/journals/0/profile/treatments/0: ",
    ),
    ("unknown type", {"entries": [{"type": "x"}]}, "#/journals/0/entries/0/type: one of symptom"),
    ("no moment", {"entries": [{"type": "weight", "kg": 70}]}, "#/journals/0/entries/0/at: "),
    (
        "a time without offset",
        {"entries": [{"type": "weight", "kg": 70, "at": "2026-11-22T09:00:00"}]},
        "#/journals/0/entries/0/at: ",
    ),
    (
        "second entry, score too high",
        {"entries": [on(0), on(0, severity=5)]},
        "#/journals/0/entries/1/severity: ",
    ),
    ("a score as text", {"entries": [on(0, severity="3")]}, "#/journals/0/entries/0/severity: "),
    ("a score as yes", {"entries": [on(0, severity=True)]}, "#/journals/0/entries/0/severity: "),
    ("unknown symptom", {"entries": [on(0, "zzz")]}, "#/journals/0/entries/0/symptom: "),
    ("unknown field", {"entries": [on(0, pain=1)]}, "#/journals/0/entries/0/pain: "),
    (
        "unknown qualifier",
        {"entries": [on(0, severity=1, qualifiers=["zzz"])]},
        "#/journals/0/entries/0/qualifiers: ",
    ),
    (
        "unknown region",
        {"entries": [on(0, severity=1, site={"region": "zzz"})]},
        "#/journals/0/entries/0/site/region: ",
    ),
    (
        "a day that is none",
        {"entries": [{"type": "weight", "kg": 70, "date": "2026-02-30"}]},
        "#/journals/0/entries/0/date: ",
    ),
    (
        "unknown state",
        {"prior_flags": [{"concept": "x", "urgency": "this_week", "state": "seen"}]},
        "#/journals/0/prior_flags/0/state: ",
    ),
    (
        "an answer without its day",
        {"prior_flags": [{"concept": "x", "urgency": "this_week", "state": "acknowledged"}]},
        "#/journals/0/prior_flags/0/date: the day of the answer is needed",
    ),
    (
        "an answer on no day",
        {"prior_flags": [{"concept": "x", "urgency": "this_week", "state": "open", "date": "x"}]},
        "#/journals/0/prior_flags/0/date: ",
    ),
]


@pytest.mark.parametrize(("case", "change", "message"), BAD, ids=[case for case, *_ in BAD])
def test_bad_input_is_refused_with_the_place(case, change, message, tmp_path):
    good = {"id": "a", "profile": {}, "entries": [], "evaluate_at": NOW}
    data = change if isinstance(change, str) else {"journals": [{**good, **change}]}

    with pytest.raises(CommandError) as refused:
        try_rules(tmp_path, data)

    assert str(refused.value).startswith(message)
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="cannot read the file") as refused:
        call_command("try_rules", str(tmp_path / "none.json"))

    assert refused.value.returncode == 2


def test_bytes_that_are_no_text_are_said_so(tmp_path):
    (tmp_path / "journals.json").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match="not UTF-8 text"):
        call_command("try_rules", str(tmp_path / "journals.json"))


def test_the_example_of_the_readme_shows_the_first_six_rules():
    file = Path(settings.BASE_DIR) / "docs" / "examples" / "journal-on-paper.json"
    out = io.StringIO()
    call_command("try_rules", str(file), stdout=out)

    [journal] = json.loads(out.getvalue())["journals"]
    rules = {flag["rule"] for flag in journal["flags"]}
    assert {"F01", "F06", "F17", "F18", "F19", "F29"} <= rules
