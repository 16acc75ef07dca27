"""F09: one swollen limb.

Looks at swelling of the last 72 hours above the person's baseline: of a leg, on one side; or of
an arm, with a sudden start. Emergency with trouble breathing of level 2, or any chest pain, in
the same hours; otherwise same day. The baseline of those two is not used. When it is an
emergency, lower findings of F01 and F02 are left out.

Sources: VTE.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading
from journal.flags.engine.places import is_on_limb
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import NOW, TODAY, finding, has, level, worst

SLUG, BREATH, CHEST = "arm_leg_swelling", "shortness_of_breath", "chest_pain"


def find(history: History, spec: RuleSpec, _earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield at most one finding."""
    hours = spec.thresholds["within_hours"]
    used = [report for report in history.recent_reports(SLUG, hours) if _is_sign(history, report)]
    if not used:
        return
    companions = [
        report
        for slug, least in ((BREATH, spec.thresholds["breath"]), (CHEST, spec.thresholds["chest"]))
        for report in history.recent_reports(slug, hours)
        if level(report) >= least
    ]
    shown = worst(used)
    yield finding(
        spec,
        NOW if companions else TODAY,
        [*used, *companions],
        subject=SLUG,
        level=level(shown),
        uses={SLUG, BREATH, CHEST} if companions else {SLUG},
        facts={
            "on": shown.local_date.isoformat(),
            "saw": ("leg" if is_on_limb(history, shown, "leg") else "arm")
            + ("_with_chest" if companions else ""),
        },
    )


def _is_sign(history: History, report: Reading) -> bool:
    if not history.is_above(report):
        return False
    if is_on_limb(history, report, "leg"):
        return has(report, "one_sided")
    return is_on_limb(history, report, "arm") and has(report, "sudden_onset")


RULE = Rule("F09", find)
