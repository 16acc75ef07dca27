"""The one Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Models of every capability share the label ``journal``."""

    name = "journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what can be sent, and read the site's rules; models must be loaded first."""
        import journal.mails  # noqa: F401
        from journal.flags.site import site_rules

        # A number that does not fit must stop the start, not an evaluation.
        site_rules()
