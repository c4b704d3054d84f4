"""Logs say what happened, and nothing of anybody (promise: DAT-13; P-24, T68, F32)."""

import ast
import errno
import io
import json
import logging
import os
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from chatear import health
from chatear.settings import logs
from privacy import catalogue

SENTINEL = "sentinel-4b7e"
SENTENCE = "Not Found: %s"  # a constant of this file, as Django's are of its own
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def written(name: str, template: object, *values: object, exc_info: BaseException | None = None, **extra: object):
    found = (type(exc_info), exc_info, exc_info.__traceback__) if exc_info else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, template, values, found, func="here")
    record.__dict__.update(extra)
    return logs.WithoutValues().format(record)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_a_line_is_json_and_has_no_field_that_is_not_declared():
    extras = {"rule": "old-visits", "person": SENTINEL, "request": SENTINEL, "error": "ValueError"}

    line = json.loads(written("matching.pool", "three tickets", **extras))

    declared = {holding.name for holding in catalogue.holdings() if holding.kind == "log"}
    assert line["event"] == "three tickets"
    assert line["rule"] == "old-visits"
    assert set(line) <= declared
    assert SENTINEL not in str(line)


def test_what_may_be_written_is_what_is_declared():
    declared = [holding.name for holding in catalogue.holdings() if holding.kind == "log"]

    assert sorted(declared) == sorted({*logs.ALWAYS, *logs.FIELDS})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("error", f"the row of {SENTINEL}@chatear.example"),
        ("kind", f"{SENTINEL}\nWARNING all is well"),
        ("row", SENTINEL),
        ("row", "6f1c2a9e-5d11-4f8e-9a57-0f4f4f4f4f4f"),
        ("rule", {SENTINEL: 1}),
        ("code", f"198.51.100.77 {SENTINEL}"),
        ("status", True),
    ],
)
def test_a_field_holds_nothing_but_what_is_of_its_form(field, value):
    line = json.loads(written("accounts.views", "signed in", **{field: value}))

    assert field not in line


@pytest.mark.parametrize("name", ["django.request", "uvicorn.error", "celery.worker", "asyncio", "matching.mailbox"])
@pytest.mark.parametrize("template", [f"Invalid host {SENTINEL * 1}", ValueError(SENTINEL), SENTINEL.encode(), None])
def test_words_that_a_program_put_together_are_left_out(name, template):
    """Django logs `str(exception)`, asyncio the exception inside of a task's name."""
    put_together = "".join(["of ", str(template)]) if isinstance(template, str) else template

    assert SENTINEL not in written(name, put_together)


@pytest.mark.parametrize("name", ["django.request", "uvicorn.error", "matching.mailbox"])
def test_arguments_are_left_out_and_the_words_around_them_stay(name):
    line = json.loads(written(name, SENTENCE, f"/account/{SENTINEL}/"))

    assert line["event"] == SENTENCE


def test_what_others_say_beside_their_words_is_left_out():
    assert SENTINEL not in written("django.request", SENTENCE, "/", kind=SENTINEL, status_code=404)


def test_a_line_is_one_line_whatever_is_in_it():
    """T68: nobody forges a line."""
    forged = written("matching.pool", "a\r\nb\u2028c", stack_info=f"\n{SENTINEL}", kind="a\nb")

    assert len(forged.splitlines()) == 1
    assert SENTINEL not in forged


def test_an_exception_is_written_without_its_words_but_with_its_place_and_causes():
    error = raised(ValueError(SENTINEL), raised(KeyError(SENTINEL)))

    line = json.loads(written("django.request", "Internal Server Error: %s", "/", exc_info=error))

    assert SENTINEL not in str(line)
    assert line["error"] == "builtins.ValueError"
    assert line["event"] == "Internal Server Error: %s"
    assert "builtins.KeyError" in line["where"]
    assert any("test_logs.py" in place for place in line["where"])


def test_exceptions_that_cause_each_other_end():
    first, second = ValueError(SENTINEL), KeyError(SENTINEL)
    first.__cause__, second.__cause__ = second, first

    assert SENTINEL not in written("django.request", SENTENCE, exc_info=first)


def test_a_failed_task_is_named_without_its_arguments():
    template = "Task %(name)s[%(id)s] raised: %(exc)s %(args)s"
    context = {"name": "privacy.tasks.purge", "id": "1", "exc": SENTINEL, "args": SENTINEL}

    line = written("celery.app.trace", template, context, data=context)

    assert json.loads(line)["task"] == "privacy.tasks.purge"
    assert SENTINEL not in line


def test_no_page_and_no_address_that_is_asked_for_is_logged():
    """The server's own log of requests is off, and so is Django's."""
    assert logs.LOGGING["loggers"]["uvicorn.access"] == {"handlers": [], "propagate": False}
    assert logs.LOGGING["loggers"]["django.server"]["propagate"] is False


class Full(io.StringIO):
    """A log on a disk that is full."""

    tried = 0

    def write(self, _text):
        self.tried += 1
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_log_that_cannot_be_written_breaks_no_request(monkeypatch, capsys):
    """F32: whoever asks for a page hears nothing of it, and nothing is said elsewhere either."""
    full = Full()
    handler = logging.StreamHandler(full)
    handler.setFormatter(logs.WithoutValues())
    monkeypatch.setattr(logging.getLogger("django"), "handlers", [handler])
    monkeypatch.setattr(logging.getLogger("django"), "propagate", False)
    monkeypatch.setattr(health, "QUESTIONS", {"postgres": complains})

    answer = Client().get("/health/ready")

    assert full.tried
    assert answer.status_code == 200
    assert capsys.readouterr().err == ""


def complains():
    logging.getLogger("django.request").error("all is lost")


def calls_of_loggers():
    """Yield each call of a logger in our code, with its file."""
    for app in logs.OURS:
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
                    owner = node.func.value
                    if isinstance(owner, ast.Name) and owner.id in {"logger", "log", "logging"}:
                        yield f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}", node


CALLS = dict(calls_of_loggers())


def extras_of(call):
    """Return the fields of a call; a name stands for the dict that it was given in the same file."""
    return next((keyword.value for keyword in call.keywords if keyword.arg == "extra"), None)


def test_our_code_logs_something():
    assert len(CALLS) > 5


@pytest.mark.parametrize("place", CALLS)
def test_each_logger_of_ours_says_constant_words_and_declared_fields(place):
    call = CALLS[place]
    extra = extras_of(call)

    assert len(call.args) == 1, f"{place}: values go into `extra`, by the names of FIELDS"
    assert isinstance(call.args[0], ast.Constant), f"{place}: the words of an event are a constant"
    if extra is not None:
        assert isinstance(extra, ast.Dict), f"{place}: write the fields out, that they can be read here"
        names = {key.value if isinstance(key, ast.Constant) else "?" for key in extra.keys}
        assert names <= set(logs.FIELDS), f"{place}: declare {names - set(logs.FIELDS)} in chatear/personal_data.py"


def test_our_loggers_are_known_by_their_modules():
    assert "chatear" in logs.OURS
    assert {Path(name).name for name in logs.OURS} <= set(sys.modules)
