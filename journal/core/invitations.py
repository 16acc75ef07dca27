"""What every offer by e-mail has in common: one address, one secret, one use, an end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Self

from django.db import models

from journal.core.errors import InvitationUnusable
from journal.core.ids import new_id
from journal.core.secrets import derived_token, token_hash

VALID_FOR: Final = timedelta(days=7)


class MailedInvitation(models.Model):
    """An offer to one e-mail address; the secret is in the mail, only its hash is here."""

    PURPOSE: ClassVar[str]
    """Keeps the secrets of one kind of offer from being those of another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(help_text="lower case; only this address can accept")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, help_text="null until it was accepted")
    withdrawn_at = models.DateTimeField(null=True, help_text="null unless it was taken back")

    class Meta:
        abstract = True

    @classmethod
    def made(cls, *, email: str, now: datetime, **terms: Any) -> Self:
        """A new offer, not stored yet."""
        row_id = new_id()
        return cls(
            id=row_id,
            email=email.lower(),
            token_hash=token_hash(derived_token(cls.PURPOSE, row_id)),
            created_at=now,
            expires_at=now + VALID_FOR,
            **terms,
        )

    @property
    def token(self) -> str:
        """The secret that the mail carries; stored nowhere."""
        return derived_token(self.PURPOSE, self.id)

    @classmethod
    def with_token(cls, token: str) -> models.QuerySet[Self]:
        """The offer behind a token, whether it can be used or not."""
        return cls._default_manager.filter(token_hash=token_hash(token))

    @classmethod
    def waiting(cls) -> models.QuerySet[Self]:
        """Offers that nobody has accepted or taken back, expired ones included."""
        return cls._default_manager.filter(accepted_at=None, withdrawn_at=None)

    @classmethod
    def usable(cls, *, token: str, email: str, now: datetime) -> models.QuerySet[Self]:
        """The offer behind a token, for the address that it was sent to, while it can be used."""
        return cls.waiting().filter(
            token_hash=token_hash(token), email=email.lower(), expires_at__gt=now
        )

    def use(self, now: datetime) -> None:
        """Mark it as accepted. Raises ``InvitationUnusable`` where somebody was faster."""
        if not type(self).waiting().filter(pk=self.pk).update(accepted_at=now):
            raise InvitationUnusable
