"""Entries in the field's words: ``SymptomEntry.objects.filter(journal=...)`` and its siblings."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models

from journal.entries.models import Entry

_E = TypeVar("_E", bound=Entry)


class OfType(models.Manager[_E]):
    """Reads the live entries of one type. Writing goes through ``journal.sync``."""

    def __init__(self, entry_type: str) -> None:
        super().__init__()
        self.entry_type = entry_type

    def get_queryset(self) -> models.QuerySet[_E]:
        """Neither tombstones nor other types."""
        return super().get_queryset().filter(type=self.entry_type, deleted=False)


class SymptomEntry(Entry):
    """A symptom with its scores."""

    objects: ClassVar[OfType[Self]] = OfType("symptom")

    class Meta:
        proxy = True


class CheckinEntry(Entry):
    """How a day was over all."""

    objects: ClassVar[OfType[Self]] = OfType("checkin")

    class Meta:
        proxy = True


class TemperatureEntry(Entry):
    """Body temperature, in Cel."""

    objects: ClassVar[OfType[Self]] = OfType("temperature")

    class Meta:
        proxy = True


class WeightEntry(Entry):
    """Body weight, in kg."""

    objects: ClassVar[OfType[Self]] = OfType("weight")

    class Meta:
        proxy = True


class SleepEntry(Entry):
    """One night."""

    objects: ClassVar[OfType[Self]] = OfType("sleep")

    class Meta:
        proxy = True


class DietEntry(Entry):
    """Eating on one day."""

    objects: ClassVar[OfType[Self]] = OfType("diet")

    class Meta:
        proxy = True


class ExerciseEntry(Entry):
    """Moving; the type is ``activity``."""

    objects: ClassVar[OfType[Self]] = OfType("activity")

    class Meta:
        proxy = True


class AlcoholEntry(Entry):
    """Drinks of 14 g alcohol."""

    objects: ClassVar[OfType[Self]] = OfType("alcohol")

    class Meta:
        proxy = True


class TobaccoEntry(Entry):
    """Tobacco use."""

    objects: ClassVar[OfType[Self]] = OfType("tobacco")

    class Meta:
        proxy = True


class TestResultEntry(Entry):
    """A test result; the type is ``lab``."""

    objects: ClassVar[OfType[Self]] = OfType("lab")

    class Meta:
        proxy = True


class MoodScreenEntry(Entry):
    """The total of a mood questionnaire."""

    objects: ClassVar[OfType[Self]] = OfType("mood_screen")

    class Meta:
        proxy = True


class DistressEntry(Entry):
    """Distress, 0 to 10."""

    objects: ClassVar[OfType[Self]] = OfType("distress")

    class Meta:
        proxy = True


class NoteEntry(Entry):
    """Words only."""

    objects: ClassVar[OfType[Self]] = OfType("note")

    class Meta:
        proxy = True


class AppointmentEntry(Entry):
    """An appointment, before it and after."""

    objects: ClassVar[OfType[Self]] = OfType("appointment")

    class Meta:
        proxy = True


class QuestionEntry(Entry):
    """A question for the team."""

    objects: ClassVar[OfType[Self]] = OfType("question")

    class Meta:
        proxy = True


class PhotoEntry(Entry):
    """What a picture shows; its bytes are in ``journal.pictures``."""

    objects: ClassVar[OfType[Self]] = OfType("photo")

    class Meta:
        proxy = True
