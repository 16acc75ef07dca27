"""Accounts and journals."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from journal.core.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user; without a password none will ever match."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in account of any kind: survivor, caregiver, care-team member or operator."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="what other people see")
    locale = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="IANA name, for mails; empty until a browser said it",
    )
    mail_failed_at = models.DateTimeField(
        null=True, help_text="mail came back then; null while it arrives as far as is known"
    )
    erase_asked_at = models.DateTimeField(
        null=True, help_text="when the person asked to have it all erased; null unless they did"
    )
    erase_at = models.DateTimeField(
        null=True, help_text="from then on a job erases the account and its journal; null: never"
    )
    is_staff = models.BooleanField(default=False, help_text="may use the operators' admin")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erase_at=None, erase_asked_at=None)
                | Q(erase_at__gte=F("erase_asked_at")),
                name="user_erased_later",
            )
        ]
        indexes = [
            models.Index(
                fields=["erase_at"], condition=Q(erase_at__isnull=False), name="user_erase_due"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def shown_name(self) -> str:
        """The name, or the address where none was given."""
        return self.name or self.email


class Session(AbstractBaseSession):
    """A sign-in; knows its user, so that one statement answers who is asking."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["expire_date"], name="session_expiry")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The store that writes this model."""
        from journal.accounts.sessions import SessionStore

        return SessionStore


class DeviceErasure(models.Model):
    """A device that is to forget the journal when it comes, and was signed out for that.

    From another device of the same person, or because the account was erased: ``user`` is null.
    """

    mark = models.CharField(primary_key=True, max_length=64, help_text="see ``accounts.devices``")
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+", help_text="null: was erased"
    )
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure of a device, asked {self.asked_at:%Y-%m-%d %H:%M}"


class SignInLink(models.Model):
    """A link that signs one person in, once; only its hash is kept."""

    token_hash = models.BinaryField(primary_key=True, max_length=32)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, help_text="null until it was used")

    def __str__(self) -> str:
        return f"sign-in link until {self.expires_at:%Y-%m-%d %H:%M}"


class AppConsent(models.Model):
    """That a person let an app of somebody else in; kept after it has ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="app_consents")
    client_id = models.CharField(max_length=100, help_text="as the provider knows the app")
    client_name = models.CharField(max_length=100, help_text="as the person was shown it")
    scopes = ArrayField(models.CharField(max_length=40))
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="null while it holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client_id"],
                condition=Q(ended_at__isnull=True),
                name="one_consent_an_app",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id} since {self.given_at:%Y-%m-%d}"


class SpentToken(models.Model):
    """A refresh token that was traded in; only its hash is kept. A second use means a copy."""

    hash = models.CharField(primary_key=True, max_length=255)
    consent = models.ForeignKey(AppConsent, on_delete=models.CASCADE, related_name="+")
    spent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"spent {self.spent_at:%Y-%m-%d %H:%M}"


class Journal(models.Model):
    """A survivor's journal: its settings, and the counter that orders every change in it."""

    class State(models.TextChoices):
        ACTIVE = "active"
        PENDING_DELETION = "pending-deletion"
        DELETED = "deleted"

    class Units(models.TextChoices):
        METRIC = "metric"
        IMPERIAL = "imperial"

    class CarePhase(models.TextChoices):
        """Where the survivor is; decides which rules run."""

        ACTIVE_TREATMENT = "active_treatment"
        SURVEILLANCE = "surveillance"
        LIVING_WITH_RECURRENCE = "living_with_recurrence"
        NO_MORE_TREATMENT = "no_more_treatment"
        HOSPICE = "hospice"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="journal")
    state = models.CharField(max_length=20, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)

    epoch = models.PositiveIntegerField(default=1, help_text="raised when a backup is restored")
    last_seq = models.BigIntegerField(default=0, help_text="the newest change number")
    evaluated_seq = models.BigIntegerField(
        default=0, help_text="the change number that the flags have seen"
    )
    evaluated_on = models.DateField(null=True, help_text="local day of the last evaluation")
    evaluation_queued_at = models.DateTimeField(null=True, help_text="null when none is waiting")
    next_check_at = models.DateTimeField(
        null=True, help_text="when the clock alone may change a flag; null when it cannot"
    )
    flags_version = models.PositiveIntegerField(default=0, help_text="raised when a flag changes")

    revision = models.PositiveIntegerField(default=1, help_text="of the settings below")
    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name")
    locale = models.CharField(max_length=8, default="en")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166, for the numbers")
    units = models.CharField(max_length=10, choices=Units, default=Units.METRIC)
    day_end_hour = models.PositiveSmallIntegerField(
        default=0, help_text="until this hour the app still shows the day before as today"
    )
    care_phase = models.CharField(max_length=24, choices=CarePhase, default=CarePhase.SURVEILLANCE)
    quiet_mode = models.BooleanField(
        default=False, db_default=False, help_text="mild flags stay out of sight until asked for"
    )
    pins = models.JSONField(default=list, help_text="symptom slugs shown first")
    profile = models.JSONField(default=dict, help_text="what the flag rules ask: JournalProfile")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(day_end_hour__lte=6), name="journal_day_end_hour"),
            models.CheckConstraint(
                condition=Q(evaluated_seq__lte=F("last_seq")), name="journal_evaluated_seq"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(evaluated_seq__lt=F("last_seq")),
                name="journal_behind",
            ),
            models.Index(
                fields=["next_check_at"],
                condition=Q(next_check_at__isnull=False),
                name="journal_next_check",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
