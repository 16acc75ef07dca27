"""Settings, addresses and the Celery app: how Daybook is put together and started."""
