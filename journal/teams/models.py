"""A care team, its members, and offers to join it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from journal.accounts.models import User
from journal.core.ids import new_id
from journal.core.invitations import MailedInvitation


class CareTeam(models.Model):
    """People who look after others together; what survivors are shown of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    hours = models.CharField(
        max_length=200, blank=True, help_text="when somebody reads, in the team's own words"
    )
    phone = models.CharField(max_length=32, blank=True)
    after_hours_phone = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"team {self.id}"


class TeamMembership(models.Model):
    """One person in one team; the row stays when they leave, so that it is known who was in it."""

    class Role(models.TextChoices):
        """A lead changes the team and its members."""

        LEAD = "lead"
        MEMBER = "member"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(CareTeam, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    joined_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, help_text="null while they belong to it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(removed_at=None), name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.team_id}"


class TeamInvitation(MailedInvitation):
    """An offer to join a team."""

    PURPOSE: ClassVar = "team-invitation"

    team = models.ForeignKey(CareTeam, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=TeamMembership.Role)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"team invitation {self.id}"
