"""Who looked at what, and who changed whose access. No clinical content, and never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func

from journal.accounts.models import AppConsent, Journal, User
from journal.core.ids import new_id


class AuditEvent(models.Model):
    """One access or decision. The web's database role may insert and read these, nothing else.

    A column added later must be nullable and stay null in old rows: a seal covers every column that
    is not null.
    """

    class Action(models.TextChoices):
        """What was done; each has its sentence for the survivor in the PWA's messages."""

        LOOKED_AT_ENTRIES = "looked-at-entries"
        LOOKED_AT_FLAGS = "looked-at-flags"
        SAW_COUNTS = "saw-counts"
        LOOKED_AT_PAGE = "looked-at-page"
        SENT_PAGE = "sent-page"
        TOOK_BACK_PAGE = "took-back-page"
        INVITED = "invited"
        WITHDREW_INVITATION = "withdrew-invitation"
        ACCEPTED = "accepted"
        CHANGED_SHARING = "changed-sharing"
        STOPPED_SHARING = "stopped-sharing"
        LEFT = "left"
        JOINED_TEAM = "joined-team"
        LEFT_TEAM = "left-team"
        REMOVED_MEMBER = "removed-member"
        CHANGED_LEAD = "changed-lead"
        NOTED = "noted"
        SHOWED_CODE = "showed-code"
        OPENED_VISIT = "opened-visit"
        ENDED_VISIT = "ended-visit"
        LET_APP_IN = "let-app-in"
        ENDED_APP = "ended-app"
        SHUT_APP_OUT = "shut-app-out"
        ASKED_TO_LOOK = "asked-to-look"
        LET_OPERATOR_LOOK = "let-operator-look"
        ENDED_OPERATORS_LOOK = "ended-operators-look"
        MADE_COPY = "made-copy"
        ERASED_ENTRY = "erased-entry"
        ERASED_NOTES = "erased-notes"
        ASKED_TO_ERASE = "asked-to-erase"
        KEPT_ACCOUNT = "kept-account"
        ERASED_ACCOUNT = "erased-account"
        REFUSED = "refused"

    class ActedAs(models.TextChoices):
        """In which part somebody acted; one account may have several."""

        OWNER = "owner"
        VIEWER = "viewer"
        CAREGIVER = "caregiver"
        MEMBER = "member"
        VISIT = "visit"
        INTEGRATOR = "integrator"
        OPERATOR = "operator"
        STRANGER = "stranger"

    class Outcome(models.TextChoices):
        ALLOWED = "allowed"
        REFUSED = "refused"

    class Reason(models.TextChoices):
        """Why a request was refused, or why an operator asked to look."""

        NEVER_SHARED = "never-shared"
        """Also where there is no such journal."""
        SHARING_ENDED = "sharing-ended"
        NOT_SHARED = "not-shared"
        """Some of the journal is shared, and not this."""
        SECOND_FACTOR = "second-factor"
        APP_SCOPE = "app-scope"
        WRONG_CODE = "wrong-code"
        USED_CODE = "used-code"
        USED_INVITATION = "used-invitation"
        """By the person it was sent to."""
        LEAKED_INVITATION = "leaked-invitation"
        """By somebody else."""
        OWNER_ASKED = "owner-asked"
        DATA_REPAIR = "data-repair"
        LEGAL_ORDER = "legal-order"
        SAFETY = "safety"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journal = models.ForeignKey(
        Journal,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        help_text="null where it is no journal's: a wrong code, an offer of a team",
    )
    actor = models.ForeignKey(
        User,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        help_text="null for the browser of a visit",
    )
    acted_as = models.CharField(
        max_length=12, choices=ActedAs, default=ActedAs.VIEWER, db_default=ActedAs.VIEWER
    )
    action = models.CharField(max_length=24, choices=Action)
    outcome = models.CharField(
        max_length=8, choices=Outcome, default=Outcome.ALLOWED, db_default=Outcome.ALLOWED
    )
    sections = ArrayField(models.CharField(max_length=12), default=list)
    about = models.UUIDField(
        null=True, help_text="the grant, invitation, membership or page it rests on or changed"
    )
    request_id = models.CharField(
        max_length=64, default="", db_default="", help_text="empty where nobody gave one"
    )
    count = models.PositiveIntegerField(
        null=True, help_text="rows that one batch read; null where nothing was counted"
    )
    app = models.ForeignKey(
        AppConsent,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
        help_text="the consent that an app acted on, or that began or ended",
    )
    # Null, and not empty, because of the seals.
    reason = models.CharField(max_length=20, choices=Reason, null=True)  # noqa: DJ001
    wanted = models.CharField(  # noqa: DJ001
        max_length=24, null=True, help_text="the action that was refused, null where there is none"
    )
    at = models.DateTimeField()
    tx = models.BigIntegerField(
        db_default=Func(function="daybook_audit_tx"),
        editable=False,
        help_text="the transaction that wrote it: what orders events under their seals",
    )

    class Meta:
        permissions = [("break_glass", "Can ask for an operator's look, or allow one")]
        indexes = [
            models.Index(fields=["journal", "-at", "-id"], name="audit_journal_newest"),
            models.Index(fields=["tx", "id"], name="audit_sealing_order"),
            models.Index(
                fields=["at"],
                condition=models.Q(
                    action__in=["looked-at-entries", "looked-at-flags", "looked-at-page"]
                ),
                name="audit_looks_by_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"


class AuditSeal(models.Model):
    """A signature over the events up to a place, and over the seal before it.

    A seal covers the events after the last place of the seal before it, up to its own, in the order
    of (``tx``, ``id``). Inserted and read by the ordinary role, never changed.
    """

    number = models.BigIntegerField(primary_key=True, help_text="from 1, without gaps")
    previous_root = models.BinaryField(max_length=32, unique=True, help_text="zeros for the first")
    count = models.PositiveIntegerField()
    last_tx = models.BigIntegerField()
    last_id = models.UUIDField()
    tree = models.BinaryField(max_length=32, help_text="Merkle root of the events")
    root = models.BinaryField(max_length=32, unique=True, help_text="hash of all the above")
    signature = models.BinaryField(max_length=64, help_text="Ed25519, over the root")
    key_id = models.CharField(max_length=16)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.number}"
