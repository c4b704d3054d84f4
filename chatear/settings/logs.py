"""What is logged, and how: what happened, never to whom (promise: DAT-13; reliability T68, F32).

One line of JSON for each event. What happened is said in words that stand in the program's own text; beside them are
only fields of `FIELDS`, of the form that each has there. All else is dropped, whoever said it.
"""

import ast
import json
import linecache
import logging
import re
import traceback
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

# Whose fields are written; of everybody else's records only the words, if they are a constant of the program.
OURS: Final = ("chatear", "moderation", "matching", "billing", "accounts", "privacy")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_DOTTED: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,99}")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
#: What may be said beside the words, and in which form: declared in `chatear/personal_data.py` as ``log:name``.
FIELDS: Final = {
    "error": _DOTTED,
    "kind": _WORD,
    "row": _NUMBER,
    "rule": _WORD,
    "status": _NUMBER,
    "service": _WORD,
    "code": _WORD,
    "task": _DOTTED,
}
#: What every line has.
ALWAYS: Final = ("time", "level", "place", "event", "where")
# Django says these in one file and logs them in another, which is the place of the record.
SAID_ELSEWHERE: Final = frozenset({"Internal Server Error: %s", "Bad Request: %s", "Service Unavailable: %s"})
MOST_FRAMES: Final = 40  # of one exception: the inner ones, when it went in circles

# A log that can't be written to is no reason for anybody's request to fail, nor for a word on it elsewhere.
logging.raiseExceptions = False


class WithoutValues(logging.Formatter):
    """Format records so that no value from a request, a row or a task gets into the log.

    Arguments are left out; so are words that a program has put together, as an exception's are. Of an exception only
    its class and where it passed are written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as one line, whatever its values hold."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "place": record.name,
            "event": words_of(record),
            **fields_of(record),
        }
        error = record.exc_info[1] if record.exc_info else None
        line |= {"error": name_of(error)} if error else {}
        line["where"] = where_raised(error) if error else [f"{record.pathname}:{record.lineno} {record.funcName}"]
        return json.dumps(line)


def words_of(record: logging.LogRecord) -> str:
    """Return what a record says, if it is a constant in the text of the program that said it; otherwise nothing."""
    said = record.msg
    if not isinstance(said, str) or (said not in SAID_ELSEWHERE and said not in constants(record.pathname)):
        return ""
    return said.strip()


@cache
def constants(path: str) -> frozenset[str]:
    """Return all texts that stand in a file of Python."""
    try:
        tree = ast.parse("".join(linecache.getlines(path)))
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return what our own records say beside their words, and of Celery's which task they are about."""
    said = record.__dict__ if record.name.split(".", 1)[0] in OURS else {}
    if record.name == "celery.app.trace":
        data: dict[str, Any] = getattr(record, "data", None) or {}
        said = {"task": data.get("name")}
    return {name: said[name] for name, form in FIELDS.items() if name in said and has_form(said[name], form)}


def has_form(value: object, form: re.Pattern[str]) -> bool:
    """Say whether a value is what a field may hold."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    return form.fullmatch(str(value)) is not None


def where_raised(error: BaseException, seen: tuple[BaseException, ...] = ()) -> list[str]:
    """Return the lines that an exception and its causes passed through, the first cause first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = where_raised(cause, (*seen, error)) if cause and cause not in (*seen, error) else []
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return [*before, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames), name_of(error)]


def name_of(error: BaseException) -> str:
    """Return the class of an exception."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


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
