"""Mail, over one connection for a batch."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from journal.accounts.services import mail_came_back
from journal.notifications.channels import NotKnown, TakesNothing, TryLater, register_channel
from journal.notifications.kinds import Mail, MessageKind
from journal.notifications.models import Delivery

PERMANENT = range(500, 600)


class ByMail:
    """The mail server of the settings."""

    def message(self, kind: MessageKind, delivery: Delivery) -> Mail | None:
        """The mail, or None when it is no longer wanted, or comes back from this address."""
        came_back = not delivery.address and delivery.user.mail_failed_at is not None
        return None if came_back and not kind.must_go else kind.compose(delivery)

    @contextmanager
    def open(self) -> Iterator[_Post]:
        """One connection, opened by the first mail."""
        connection = get_connection()
        try:
            yield _Post(connection)
        finally:
            connection.close()


class _Post:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def send(self, delivery: Delivery, message: Mail) -> None:
        """Hand it over.

        A server that said no or was not there has certainly not taken it. One that went away while
        it was being told may have.
        """
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(type(error).__name__) from None
        try:
            _letter(delivery, message, self._connection).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            if codes and all(code in PERMANENT for code in codes):
                raise _came_back(delivery) from None
            raise TryLater(type(error).__name__) from None
        except AnymailRecipientsRefused:
            raise _came_back(delivery) from None
        except smtplib.SMTPResponseException as error:
            raise TryLater(type(error).__name__) from None
        except (OSError, smtplib.SMTPException) as error:
            # What is left of the line must not carry the next one.
            self._connection.connection = None
            raise NotKnown(type(error).__name__) from None


def _came_back(delivery: Delivery) -> TakesNothing:
    if not delivery.address:
        mail_came_back(address=delivery.user.email, now=timezone.now())
    return TakesNothing("no-such-address")


def _letter(delivery: Delivery, mail: Mail, connection: Any) -> EmailMultiAlternatives:
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    letter = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[delivery.address or delivery.user.email],
        # The same every time, so that a second copy can be told from a second message.
        headers={"Message-ID": f"<{delivery.id}@{host}>", **mail.headers},
        connection=connection,
    )
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


register_channel(Delivery.Channel.EMAIL, ByMail())
