"""Signs of life of the jobs."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a worker last ran a task that beat sent: proof that both are at work."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
