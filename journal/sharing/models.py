"""Who else may see a journal or a page of it: invitations, grants, consent, visits, visit pages."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

from journal.accounts.models import Journal, User
from journal.core.ids import new_id
from journal.core.invitations import MailedInvitation
from journal.sharing.page_words import MOST_WORDS
from journal.teams.models import CareTeam


class GrantRole(models.TextChoices):
    """What a grant lets somebody be."""

    VIEWER = "viewer"
    CAREGIVER = "caregiver"
    """May note something for the survivor, in the sections shared; marked with their name."""


class Invitation(MailedInvitation):
    """An offer to look at a journal, or to note something in it."""

    PURPOSE: ClassVar = "invitation"

    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=GrantRole, default=GrantRole.VIEWER)
    for_team = models.BooleanField(
        default=False, help_text="whoever accepts may open the journal to a team of theirs"
    )
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="first local day shared; null for all")
    until = models.DateField(help_text="last day of sharing, in the journal's time zone")

    class Meta:
        indexes = [models.Index(fields=["journal", "created_at"], name="invitation_journal")]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class ConsentRecord(models.Model):
    """What the survivor agreed to, when, and in which words. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="null for all days")
    until = models.DateField()
    text_version = models.CharField(max_length=16, help_text="of the words on the screen")

    def __str__(self) -> str:
        return f"consent {self.id}"


class Grant(models.Model):
    """One person, or one team, may read some sections of one journal for some time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    grantee = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+", help_text="null for a team"
    )
    team = models.ForeignKey(
        CareTeam, on_delete=models.CASCADE, null=True, related_name="+", help_text="null for one"
    )
    role = models.CharField(max_length=12, choices=GrantRole, default=GrantRole.VIEWER)
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="first local day shared; null for all")
    until = models.DateField(help_text="last day of sharing, for people")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="the end of ``until`` in the journal's time zone")
    revoked_at = models.DateTimeField(null=True, help_text="null while it holds")
    version = models.PositiveIntegerField(default=1, help_text="raised when what it opens changes")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["grantee", "journal"], name="grant_grantee")]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "grantee"],
                condition=Q(revoked_at=None),
                name="grant_one_per_person",
            ),
            models.UniqueConstraint(
                fields=["journal", "team"],
                condition=Q(revoked_at=None),
                name="grant_one_per_team",
            ),
            models.CheckConstraint(
                condition=Q(grantee=None, team__isnull=False) | Q(grantee__isnull=False, team=None),
                name="grant_person_or_team",
            ),
            models.CheckConstraint(
                condition=Q(team=None) | Q(role="viewer"), name="grant_team_only_looks"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="grant_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.id}"


class Visit(models.Model):
    """A look for one visit: a code on the survivor's phone, used once by a browser in the room.

    The code is short and lives for minutes; the browser that used it keeps a long secret.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField(max_length=32, help_text="of the six digits, keyed")
    link_hash = models.BinaryField(max_length=32, unique=True, help_text="of the QR's secret")
    browser_hash = models.BinaryField(
        max_length=32, null=True, unique=True, help_text="of the cookie; null until it was opened"
    )
    sections = ArrayField(models.CharField(max_length=12))
    since = models.DateField(null=True, help_text="first local day shared; null for all")
    created_at = models.DateTimeField()
    code_until = models.DateTimeField(help_text="the code works until then, and once")
    opened_at = models.DateTimeField(null=True, help_text="null until the code was used")
    ends_at = models.DateTimeField(null=True, help_text="two hours after it was opened")
    ended_at = models.DateTimeField(null=True, help_text="null unless the survivor ended it")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["journal", "-created_at"], name="visit_journal_newest")]

    def __str__(self) -> str:
        return f"visit {self.id}"


class VisitPage(models.Model):
    """One page of words that the survivor sent to people who may look, before a visit.

    It shows what she chose to write there, whatever sections they may see. Its id is made on the
    phone, so that sending twice is once.
    """

    pk = models.CompositePrimaryKey("journal_id", "id")
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, db_index=False, related_name="+")
    id = models.UUIDField()
    appointment = models.UUIDField(null=True, help_text="the entry it is for, if any")
    page = models.JSONField(help_text="``PageWords``; empty once it was taken back long ago")
    sent_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, help_text="null while it may be read")

    class Meta:
        indexes = [models.Index(fields=["journal", "-sent_at", "-id"], name="visitpage_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(page={}, taken_back_at__isnull=False)
                | Q(page__has_keys=["title", "period", "changed", "top", "questions", "also"]),
                name="visitpage_words",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("page", models.TextField())), MOST_WORDS),
                name="visitpage_length",
            ),
        ]

    def __str__(self) -> str:
        return f"visit page {self.id}"


class VisitPageReceiver(models.Model):
    """A grant through which a visit page may be read, and who opened it first."""

    pk = models.CompositePrimaryKey("journal_id", "page_id", "grant_id")
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, db_index=False, related_name="+")
    page_id = models.UUIDField()
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(null=True, help_text="null until somebody opened it")
    opened_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_by=None) | Q(opened_at__isnull=False),
                name="visitpage_opened_when",
            )
        ]

    def __str__(self) -> str:
        return f"visit page {self.page_id} for grant {self.grant_id}"
