"""Makes the Celery app current in every Django process, so that tasks reach our broker."""

from django.apps import AppConfig


class DaybookConfig(AppConfig):
    """No models: only the start."""

    name = "config"

    def ready(self) -> None:
        """Load the Celery app once the settings are there."""
        import config.celery  # noqa: F401
