"""The one Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Models of every capability share the label ``journal``."""

    name = "journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what can be sent; models must be loaded first."""
        import journal.mails  # noqa: F401
