"""Entries, every revision they ever had, and the copies kept when two devices disagree.

Their rows are written together, by one statement, under the lock of their journal. Foreign keys
that the database checks row by row would cost more than the writing, so the one from an entry to
its journal is the only one it checks: see docs/adr/0003. Their keys and indexes begin with the
journal, so a foreign key needs no index of its own.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from journal.accounts.models import Journal, User
from journal.core.access import Section
from journal.entries.types import ENTRY_TYPES

_SECTIONS = sorted(section.value for section in Section)


class Entry(models.Model):
    """One thing a survivor noted; its ``body`` has the shape that its type gives it.

    Rows are never deleted: a deleted entry is a tombstone, so that every device hears of it.
    """

    pk = models.CompositePrimaryKey("journal_id", "id")
    journal = models.ForeignKey(
        Journal,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="entries",
    )
    id = models.UUIDField(help_text="UUIDv7, made on the device")
    type = models.CharField(max_length=16)
    section = models.CharField(max_length=12, help_text="decides who may see it")
    schema_v = models.PositiveSmallIntegerField(default=1, help_text="version of the body")
    rev = models.PositiveIntegerField(help_text="1 for the first; raised by every change")
    rev_epoch = models.PositiveIntegerField(help_text="the journal's epoch when rev was given")
    seq = models.BigIntegerField(help_text="the journal's change number of this state")
    body = models.JSONField()
    occurred_at = models.DateTimeField(help_text="when it was true for the survivor")
    utc_offset = models.SmallIntegerField(help_text="minutes; where the survivor then was")
    tz = models.CharField(max_length=64, help_text="IANA name")
    local_date = models.DateField(help_text="occurred_at's day in its own offset")
    suspect_time = models.BooleanField(default=False, help_text="the phone's clock was far off")
    deleted = models.BooleanField(default=False)
    purged = models.BooleanField(default=False, help_text="erased for good: body is empty")
    author = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    received_at = models.DateTimeField()
    private = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the body, or an open copy of it, is for the owner alone",
    )
    open_copies = ArrayField(
        models.UUIDField(), default=list, help_text="op ids of unresolved conflict copies, sorted"
    )

    # Read-only copies that the database derives from the body, for queries.
    code = models.GeneratedField(
        expression=Coalesce(KT("body__symptom"), KT("body__analyte")),
        output_field=models.CharField(max_length=120, null=True),
        db_persist=True,
    )
    value = models.GeneratedField(
        expression=Cast(
            Coalesce(
                KT("body__celsius"),
                KT("body__kg"),
                KT("body__value"),
                KT("body__score"),
                KT("body__severity"),
            ),
            models.DecimalField(max_digits=14, decimal_places=4, null=True),
        ),
        output_field=models.DecimalField(max_digits=14, decimal_places=4, null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["journal", "-occurred_at", "-id"], name="entry_timeline"),
            models.Index(fields=["journal", "code", "occurred_at"], name="entry_series"),
            # The rules read these from far back, all others only from lately.
            models.Index(
                fields=["journal", "occurred_at"],
                condition=Q(type__in=["weight", "lab"], deleted=False, purged=False),
                name="entry_seldom",
            ),
            models.Index(fields=["journal"], condition=Q(private=True), name="entry_kept_back"),
            # Each reminder asks whether a test is near.
            models.Index(
                fields=["journal"],
                condition=Q(type="appointment", deleted=False),
                name="entry_appointments",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["journal", "seq"], name="entry_seq_unique"),
            models.CheckConstraint(
                condition=Q(type__in=sorted(ENTRY_TYPES)), name="entry_type_known"
            ),
            models.CheckConstraint(condition=Q(section__in=_SECTIONS), name="entry_section_known"),
            models.CheckConstraint(condition=~Q(purged=True) | Q(body={}), name="entry_purged"),
            models.CheckConstraint(
                condition=Q(private=True) | ~Q(body__has_key="private"), name="entry_private"
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(type=entry_type.slug)
                    | Q(deleted=True, body={})
                    | Q(purged=True)
                    | entry_type.condition,
                    name=f"entry_body_{entry_type.slug}",
                )
                for entry_type in ENTRY_TYPES.values()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class EntryRevision(models.Model):
    """One state an entry once had; never changed, so that any older state can be a merge base."""

    pk = models.CompositePrimaryKey("journal_id", "entry_id", "rev", "rev_epoch")
    journal = models.ForeignKey(
        Journal, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    entry_id = models.UUIDField()
    rev = models.PositiveIntegerField()
    rev_epoch = models.PositiveIntegerField()
    body = models.JSONField()
    occurred_at = models.DateTimeField()
    utc_offset = models.SmallIntegerField()
    tz = models.CharField(max_length=64)
    deleted = models.BooleanField(default=False)
    op_id = models.UUIDField()
    author = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    device_id = models.UUIDField(null=True, help_text="null when written in a browser tab")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry_id} revision {self.rev}"


class ConflictCopy(models.Model):
    """What somebody wrote that could not be merged; kept until a person has chosen."""

    pk = models.CompositePrimaryKey("journal_id", "op_id")
    journal = models.ForeignKey(
        Journal, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    op_id = models.UUIDField()
    entry_id = models.UUIDField()
    reason = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    body = models.JSONField()
    occurred_at = models.DateTimeField()
    utc_offset = models.SmallIntegerField()
    tz = models.CharField(max_length=64)
    author = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    created_at = models.DateTimeField()
    resolved_by = models.UUIDField(null=True, help_text="op id; null while it is open")

    class Meta:
        indexes = [
            models.Index(
                fields=["journal", "entry_id"],
                condition=Q(resolved_by=None),
                name="conflict_copy_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (Q(kind=kind) for kind in ("put", "delete"))),
                name="conflict_copy_kind",
            ),
            models.CheckConstraint(
                condition=~Q(resolved_by=F("op_id")), name="conflict_copy_not_by_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"copy {self.op_id} of {self.entry_id}"
