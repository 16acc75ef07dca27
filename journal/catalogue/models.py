"""The catalogue's terms as rows, so that the database can join and name them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SymptomTerm(models.Model):
    """One symptom of the catalogue. Written by ``load_catalogue`` only; a slug is for ever."""

    slug = models.CharField(primary_key=True, max_length=40)
    name = models.JSONField(help_text="the name on screen, by language")
    tier = models.CharField(max_length=1, help_text="A alarm, B ordinary, C comfort")
    attributes = models.JSONField(help_text="what can be answered, in the order of asking")
    data = models.JSONField(help_text="the whole term as in the data file")
    catalogue_version = models.CharField(max_length=16)
    retired_on = models.DateField(null=True, blank=True, help_text="null while it is offered")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=["A", "B", "C"]), name="symptom_term_tier_known"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
