"""What the flag rules know about a person: the profile of a journal, and its validator.

The vocabularies are those of the clinical specification, section 4.1. Nothing here touches the
database, so the rules may import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

CancerType = Literal[
    "breast", "lung", "colorectal", "prostate", "melanoma", "ovarian", "uterine_cervical",
    "head_neck", "bladder", "kidney", "lymphoma", "leukemia_myeloma", "upper_gi_pancreas_liver",
    "thyroid", "testicular", "brain", "sarcoma", "other",
]  # fmt: skip
CarePhase = Literal[
    "active_treatment", "surveillance", "living_with_recurrence", "no_more_treatment", "hospice"
]
TreatmentKind = Literal[
    "surgery", "radiation", "chemotherapy", "immunotherapy", "targeted", "hormone",
    "cell_therapy", "transplant", "other",
]  # fmt: skip
Region = Literal[
    "head", "face", "mouth", "throat", "neck", "chest", "breast", "armpit", "above_collarbone",
    "below_collarbone", "upper_back", "mid_back", "lower_back", "flank", "abdomen",
    "abdomen_upper", "abdomen_upper_right", "pelvis", "groin", "hip", "arm", "hand", "leg",
    "foot", "prostate", "testicle", "skin", "blood", "brain", "whole_body", "other",
]  # fmt: skip
Side = Literal["left", "right", "both"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Level = Annotated[int, Field(ge=0, le=4, strict=True)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]

_ZONES = available_timezones()


class _Part(BaseModel):
    """A piece of the profile: unknown keys are refused, and a piece once made does not change.

    A JSON null counts as "not given".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {key: item for key, item in value.items() if item is not None}


class PrimarySite(_Part):
    """Where the first cancer was; ``also`` lists further regions that count as the same place."""

    region: Region
    side: Side | None = None
    also: tuple[Region, ...] = ()


class Treatment(_Part):
    """One treatment; ``end`` is None while it goes on."""

    kind: TreatmentKind
    detail: ShortText = ""
    start: date
    end: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError("ends before it starts")
        return self


class NodeSurgery(_Part):
    """Lymph nodes were taken out or treated on this limb's side."""

    limb: Literal["arm", "leg"]
    side: Side | None = None


class _Stretch(_Part):
    """Days from ``start`` to ``end``, both included; None is open."""

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class WeightGoal(_Stretch):
    """A weight change that is meant, so that the weight rules leave it alone."""

    direction: Literal["lose", "gain", "keep"]


class Pause(_Stretch):
    """Days on which the person asked for quiet, and what rests. The rules go by the days alone."""

    reminders: bool = True
    mail: bool = True
    prompts: bool = True
    """Tips and questions on the first page; only the phone goes by it."""


class FollowUpTest(_Part):
    """A test of the person's own follow-up plan; ``done`` is its date, None while it is open.

    Without ``grace_days`` those of the rule data count.
    """

    test: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    due: date
    done: date | bool | None = None
    grace_days: Annotated[int, Field(ge=0, le=365)] | None = None


class JournalProfile(_Part):
    """Everything that a rule may ask about the person; each field has a safe default.

    ``baseline`` is the usual level of a symptom, 0 where none is given. Symptom names are checked
    against the catalogue by whoever stores the profile.
    """

    cancer_type: CancerType = "other"
    primary_site: PrimarySite | None = None
    treatments: tuple[Treatment, ...] = ()
    node_surgery: NodeSurgery | None = None
    care_phase: CarePhase = "surveillance"
    baseline: dict[Slug, Level] = Field(default_factory=dict)
    original_symptoms: tuple[Slug, ...] = ()
    ask_about: Annotated[tuple[Slug, ...], Field(max_length=3)] = ()
    """What the weekly check-in asks besides; no rule goes by it."""
    infection_risk_flags: tuple[Slug, ...] = ()
    """For example no_spleen, low_antibodies, steroids. Any of them counts."""
    sex: Literal["female", "male", "other"] | None = None
    menopause: Literal["pre", "peri", "post"] | None = None
    hysterectomy: bool = False
    timezone: str = "UTC"
    height_cm: Annotated[float, Field(ge=50, le=272)] | None = None
    weight_goal: WeightGoal | None = None
    followup_tests: tuple[FollowUpTest, ...] = ()
    journal_paused: Pause | None = None
    fever_threshold_c: Annotated[float, Field(ge=37.0, le=39.0)] | None = None
    """This and the next two: None is the number of the rule data, which a site may change."""
    low_temp_threshold_c: Annotated[float, Field(ge=34.0, le=36.5)] | None = None
    checkin_every_days: Annotated[int, Field(ge=1, le=90)] | None = None
    activity_goal: bool = True
    """Whether the weekly movement goal is one the person has taken on."""
    rest_in_treatment: bool = False
    """Leaves the movement goal alone during active treatment."""
    low_fiber_plan: bool = False
    """A plan of the team that is low in fiber: nothing is said about vegetables and fruit."""
    comfort_focus: bool = False
    """Switches on hospice muting in the phase no_more_treatment; never set for the person."""

    @field_validator("menopause", mode="before")
    @classmethod
    def _menopause_as_yes_or_no(cls, value: object) -> object:
        if isinstance(value, bool):
            return "post" if value else "pre"
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in _ZONES:
            raise ValueError("unknown time zone")
        return value

    def reminders_rest(self, day: date) -> bool:
        """Whether a break of that day covers reminders."""
        pause = self.journal_paused
        return pause is not None and pause.reminders and pause.covers(day)

    def mail_rests(self, day: date) -> bool:
        """Whether a break of that day covers the weekly mail."""
        pause = self.journal_paused
        return pause is not None and pause.mail and pause.covers(day)

    @property
    def is_comfort_only(self) -> bool:
        """Whether surveillance and lifestyle rules are muted."""
        if self.care_phase == "hospice":
            return True
        return self.care_phase == "no_more_treatment" and self.comfort_focus
