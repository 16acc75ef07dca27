"""What the domain refuses. Codes are stable; no error carries what a survivor wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with the input, at a JSON pointer into it."""

    pointer: str
    code: str
    detail: str


class DomainError(Exception):
    """Base of all refusals; ``extra`` holds facts a client can act on."""

    code = "refused"
    title = "This is not possible."

    def __init__(self, detail: str = "", **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.extra = extra


class NotFound(DomainError):
    """It does not exist, or not for this person: the two look the same on purpose."""

    code = "not-found"
    title = "We could not find that."


class AccessRevoked(DomainError):
    """The person once had access and no longer has."""

    code = "access-revoked"
    title = "This journal is no longer shared with you."


class ReadOnly(DomainError):
    """The person may look, not change."""

    code = "read-only"
    title = "You can look at this journal, not change it."


class SecondFactorNeeded(DomainError):
    """A journal of somebody else opens only after a second proof of who one is."""

    code = "second-factor-needed"
    title = "This needs a second step of signing in."


class ProofNeeded(DomainError):
    """The last proof of who one is lies too far back for this."""

    code = "proof-needed"
    title = "Please confirm that it is you."


class ScopeNeeded(DomainError):
    """The token of an app may not do this; ``scope`` is what it would need, empty for never."""

    code = "scope-needed"
    title = "This app may not do that."


class LastLead(DomainError):
    """Nobody would be left to lead the team."""

    code = "last-lead"
    title = "Make somebody else a lead first."


class VisitUnusable(DomainError):
    """A code or a visit that was used, has ended or never was: not told which."""

    code = "visit-unusable"
    title = "This code can no longer be used."


class TooSoon(DomainError):
    """The same was done just now; ``wait`` is how many seconds are to pass first."""

    code = "too-many-requests"
    title = "Too many requests. Wait a little."

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class Invalid(DomainError):
    """The input does not fit."""

    code = "invalid"
    title = "Some of this does not fit."

    def __init__(self, *errors: FieldError) -> None:
        super().__init__()
        self.errors = errors


class EpochChanged(DomainError):
    """The server was restored from a backup since this device last spoke with it."""

    code = "epoch-changed"
    title = "The server was restored. Offer recent entries again."


class CursorReset(DomainError):
    """The cursor belongs to another epoch, or cannot be read: start again from a snapshot."""

    code = "cursor-reset"
    title = "Start again from a full copy."


class ViewChanged(DomainError):
    """What this person may see has changed: start again from a snapshot."""

    code = "view-changed"
    title = "What you can see has changed. Start again from a full copy."


class JournalGone(DomainError):
    """The journal was deleted."""

    code = "journal-gone"
    title = "This journal was deleted."


class PendingDeletion(DomainError):
    """The journal waits to be deleted; nothing can be added."""

    code = "account-pending-deletion"
    title = "This journal is about to be deleted."


class ClientTooOld(DomainError):
    """The app on this device writes in a form that is no longer taken. Its outbox stays."""

    code = "client-upgrade-required"
    title = "This version of the app is too old to sync. Nothing on the phone is lost."


class PictureMissing(DomainError):
    """The photo is noted, and its bytes have not come from the phone yet."""

    code = "picture-missing"
    title = "This photo has not arrived yet."


class NoRoom(DomainError):
    """The journal holds as many photos as it may; ``max_bytes`` is how much that is."""

    code = "no-room"
    title = "There is no more room for photos in this journal."


class BatchTooLarge(DomainError):
    """More than one request may carry."""

    code = "batch-too-large"
    title = "Send fewer at a time."


class InvitationUnusable(DomainError):
    """Used, expired, withdrawn, or meant for someone else: not told which."""

    code = "invitation-unusable"
    title = "This invitation can no longer be used."


class LinkUnusable(DomainError):
    """A one-time sign-in link that was used, has expired or never existed."""

    code = "link-unusable"
    title = "This link can no longer be used."
