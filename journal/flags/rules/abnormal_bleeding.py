"""F26: bleeding that is less than F05.

Looks at bleeding that is active within 7 days. Coughed up: same day. In the stool: same day in
colorectal cancer or when black and tarry, else this week. In the urine: this week. From the
vagina, outside an expected period: amount 3 same day; else this week after the menopause, after
removal of the womb, in ovarian, uterine and cervical cancer, or on tamoxifen. Easy bruising or
bleeding: same day on systemic treatment, else this week in blood cancers. The baseline is not
used. Symptoms that F05 has used are left out.

Sources: UHN, NHS, HEMATURIA, SEED.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journal.accounts.profile import Treatment
from journal.flags.engine.findings import Candidate
from journal.flags.engine.history import History
from journal.flags.engine.inputs import Reading, Urgency
from journal.flags.engine.risk import is_on_systemic_treatment
from journal.flags.engine.specs import RuleSpec
from journal.flags.rules.base import Rule
from journal.flags.rules.parts import (
    TODAY,
    WEEK,
    about,
    gravest,
    has,
    level,
    score,
    was_used,
    worst,
)

SLUGS = (
    "coughing_blood", "blood_in_stool", "blood_in_urine", "vaginal_bleeding",
    "easy_bruising_bleeding",
)  # fmt: skip


def find(history: History, spec: RuleSpec, earlier: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a finding for each symptom that bleeds."""
    for slug in SLUGS:
        day = history.active(slug, spec.thresholds["active_days"])
        if day is None or was_used(slug, earlier, "F05"):
            continue
        urgency, used = gravest(
            (_judge(history, spec, slug, report), report)
            for report in day.reports
            if level(report) > 0
        )
        if urgency is None:
            continue
        amount = score(worst(used), "amount")
        if amount:
            yield about(spec, urgency, slug, used, saw="amount", amount=amount)
        else:
            yield about(spec, urgency, slug, used, saw="default")


def _judge(history: History, spec: RuleSpec, slug: str, report: Reading) -> Urgency | None:
    cancer = history.profile.cancer_type
    if slug == "coughing_blood":
        return TODAY
    if slug == "blood_in_stool":
        return TODAY if cancer == "colorectal" or has(report, "black_tarry") else WEEK
    if slug == "blood_in_urine":
        return WEEK
    if slug == "vaginal_bleeding":
        return _vaginal(history, spec, report)
    if is_on_systemic_treatment(history.profile, report.local_date, history.rule_set):
        return TODAY
    return WEEK if cancer in history.rule_set.sets["blood_cancers"] else None


def _vaginal(history: History, spec: RuleSpec, report: Reading) -> Urgency | None:
    if has(report, "expected_period"):
        return None
    if score(report, "amount") >= spec.thresholds["vaginal_same_day"]:
        return TODAY
    profile = history.profile
    counts = (
        profile.menopause == "post"
        or profile.hysterectomy
        or profile.cancer_type in history.rule_set.sets["womb_cancers"]
        or any(_is_tamoxifen(history, item, report.local_date) for item in profile.treatments)
    )
    return WEEK if counts else None


def _is_tamoxifen(history: History, treatment: Treatment, day: date) -> bool:
    names = history.rule_set.sets["tamoxifen"]
    return (
        any(name in treatment.detail.lower() for name in names)
        and treatment.start <= day
        and (treatment.end is None or day <= treatment.end)
    )


RULE = Rule("F26", find)
