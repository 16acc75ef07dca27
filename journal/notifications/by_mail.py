"""Mail, over one connection for all of a run."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from journal.accounts.services import mail_came_back
from journal.notifications.channels import NotKnown, TakesNothing, TryLater, register_channel
from journal.notifications.kinds import Mail, MessageKind
from journal.notifications.models import Delivery

PERMANENT = range(500, 600)
CLOSING = 421
SERVER_ERROR, UNAVAILABLE = 500, 503


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
        self._away = ""
        self._is_telling = False

    def send(self, delivery: Delivery, message: Mail) -> None:
        """Hand it over.

        A server that said no, was not there, or went away before it was told the mail has certainly
        not taken it. One that went away while it was told may have.
        """
        self._open()
        self._is_telling = False
        try:
            _letter(delivery, message, self._connection).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            if codes and all(code in PERMANENT for code in codes):
                raise _came_back(delivery) from None
            self._drop_if_closing(codes)
            raise TryLater(type(error).__name__) from None
        except AnymailRecipientsRefused:
            raise _came_back(delivery) from None
        except smtplib.SMTPResponseException as error:
            self._drop_if_closing([error.smtp_code])
            raise TryLater(type(error).__name__) from None
        except AnymailRequestsAPIError as error:
            if _was_not_taken(error):
                raise TryLater(f"http-{error.status_code or 'away'}") from None
            raise NotKnown(f"http-{error.status_code or 'dead'}") from None
        except (OSError, smtplib.SMTPException) as error:
            told = self._is_telling or not _is_smtp(self._connection)
            self._drop()
            raise (NotKnown if told else TryLater)(type(error).__name__) from None

    def _open(self) -> None:
        """Connect, or say at once what the first mail of the run found out in many seconds."""
        if self._away:
            raise TryLater(self._away)
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            self._away = type(error).__name__
            raise TryLater(self._away) from None
        if _is_smtp(self._connection):
            line = self._connection.connection
            tell = type(line).data

            def data(mail: bytes | str) -> tuple[int, bytes]:
                self._is_telling = True
                answer: tuple[int, bytes] = tell(line, mail)
                return answer

            line.data = data

    def _drop_if_closing(self, codes: Iterable[int]) -> None:
        if CLOSING in codes:
            self._drop()

    def _drop(self) -> None:
        # What is left of the line must not carry the next one.
        if _is_smtp(self._connection):
            self._connection.connection = None


def _is_smtp(connection: Any) -> bool:
    return isinstance(getattr(connection, "connection", None), smtplib.SMTP)


def _was_not_taken(error: AnymailRequestsAPIError) -> bool:
    """Whether a provider said no, or was never reached; anything else may be either."""
    if error.status_code is not None:
        status = int(error.status_code)
        return status < SERVER_ERROR or status == UNAVAILABLE
    cause = error.__cause__
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


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
