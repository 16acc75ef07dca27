"""Where mail goes on a machine without a mail server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console
from django.core.mail.backends.filebased import EmailBackend as File


class FileAndConsole(File):
    """Writes each mail into ``EMAIL_FILE_PATH`` and shows it on the console."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._console = Console()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return how many were written."""
        self._console.send_messages(email_messages)
        return super().send_messages(email_messages) or 0
