"""Signs of life of the jobs, and what they last went by."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a worker last ran a task that beat sent: proof that both are at work."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"


class ZoneDataInUse(models.Model):
    """A release of the zones' data by which every planned time has been worked out."""

    version = models.CharField(max_length=16, primary_key=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} since {self.since:%Y-%m-%d}"
