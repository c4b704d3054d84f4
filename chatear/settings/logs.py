"""What is logged, and how: what happened, never to whom. promise: DAT-13."""

import logging
import traceback
from typing import Any

# Whose messages we write ourselves, without a value of a person in them; everybody else's arguments are left out.
OURS = ("chatear", "moderation", "matching", "billing", "accounts", "privacy")


class WithoutValues(logging.Formatter):
    """Format records so that no value from a request, a row or a task gets into the log.

    Of other people's records only the template stays ("Not Found: %s"); of an exception its class and where it was
    raised, not its message, which may quote what was typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as text."""
        ours = record.name.split(".", 1)[0] in OURS
        said = record.getMessage() if ours else str(record.msg).strip()
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        if record.name == "celery.app.trace":
            line = f"{self.formatTime(record)} {record.levelname} {record.name}: task {task_name(record)}"
        if record.exc_info and record.exc_info[1]:
            line += "\n" + where_raised(record.exc_info[1])
        return line


def task_name(record: logging.LogRecord) -> str:
    """Return which task a record of Celery is about."""
    data: dict[str, Any] = getattr(record, "data", None) or {}
    return str(data.get("name", "?"))


def where_raised(error: BaseException) -> str:
    """Return the lines that an exception passed through, its class, and its causes."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [where_raised(cause)] if cause else []
    return "\n".join([*before, *lines, f"  {type(error).__module__}.{type(error).__qualname__}"])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "chatear.settings.logs.WithoutValues"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "uvicorn": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"handlers": [], "propagate": False},
        "whitenoise": {"level": "WARNING"},
        "aioice": {"level": "WARNING"},
        "aiortc": {"level": "WARNING"},
    },
}
