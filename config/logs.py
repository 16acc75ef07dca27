"""Log lines that hold no health words: what happened and where, never with which values.

A database error carries the row it refused, and a traceback ends with the error's text, so neither
text is ever written.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from journal.core.current import request_id


class Wordless(logging.Formatter):
    """Writes the frames and types of errors, and leaves out what they say."""

    def format(self, record: logging.LogRecord) -> str:
        """One line with the id of its request, and the frames of an error below it."""
        if record.exc_info and record.name.startswith("celery"):
            # Celery puts the error's text into the message itself.
            data = getattr(record, "data", None)
            task = data.get("name", "?") if isinstance(data, dict) else "?"
            record.msg, record.args = "task %s ended with an error", (task,)
        record.request_id = request_id() or "-"
        return super().format(record)

    def formatException(  # noqa: N802 -- logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The frames and the type of an error, and of the errors it came from."""
        _, error, _ = ei
        parts: list[str] = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = traceback.format_tb(error.__traceback__)
            parts.append("".join(frames) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\ncaused by\n".join(parts)


def logging_settings() -> dict[str, Any]:
    """Django's ``LOGGING``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": Wordless,
                "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            # Django's own handlers would write the text.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "celery": {"level": "WARNING"},
            # Each seal's root leaves with the logs, even where workers say only warnings.
            "journal.audit.roots": {"level": "INFO"},
        },
    }
