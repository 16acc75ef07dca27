"""Makes the Celery app current in every Django process, so that tasks reach our broker."""

from django.apps import AppConfig
from django.conf import settings


class DaybookConfig(AppConfig):
    """No models: only the start."""

    name = "config"

    def ready(self) -> None:
        """Load the Celery app, and what follows a proof, once the settings are there."""
        import config.celery
        import config.sessions

        if settings.MAIL_PROVIDER:
            import config.mail_events  # noqa: F401
