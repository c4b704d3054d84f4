import logging

from chatear.settings.logs import WithoutValues

SENTINEL = "sentinel-4b7e"


def written(name: str, template: str, *values: object, exc_info: BaseException | None = None, **extra: object) -> str:
    found = (type(exc_info), exc_info, exc_info.__traceback__) if exc_info else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, template, values, found)
    record.__dict__.update(extra)
    return WithoutValues().format(record)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_what_others_put_into_a_message_is_left_out():
    assert SENTINEL not in written("django.request", "Not Found: %s", f"/account/{SENTINEL}/")


def test_what_we_say_ourselves_is_written():
    assert "3 tickets" in written("matching.pool", "%d tickets", 3)


def test_an_exception_is_written_without_its_words_but_with_its_place_and_causes():
    error = raised(ValueError(SENTINEL), raised(KeyError(SENTINEL)))

    line = written("django.request", "Internal Server Error: %s", "/", exc_info=error)

    assert SENTINEL not in line
    assert "builtins.KeyError" in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line


def test_a_failed_task_is_named_without_its_arguments():
    template = "Task %(name)s[%(id)s] raised: %(exc)s %(args)s"
    context = {"name": "privacy.tasks.purge", "id": "1", "exc": SENTINEL, "args": SENTINEL}

    line = written("celery.app.trace", template, context, data=context)

    assert "privacy.tasks.purge" in line
    assert SENTINEL not in line
