"""The Celery application.

Tasks take row ids and return nothing; a lost task does no harm, because a due row stays due.
"""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatear.settings.local")

app = Celery("chatear")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # in every thread: a page that asks for a task runs in one of its own


@setup_logging.connect
def use_django_logging(**_: Any) -> None:
    """Keep Celery's own log format away: it prints arguments and exception texts."""
    from django.conf import settings  # noqa: PLC0415 - settings are not ready when this module is read

    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
@beat_init.connect
def look_at_servers(**_: Any) -> None:
    """End the process, with what to do, where PostgreSQL or Redis would keep what must not be kept."""
    from chatear import demands  # noqa: PLC0415 - as above

    demands.start_or_end()
