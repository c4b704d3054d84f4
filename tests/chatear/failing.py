"""A task that breaks, for the worker of `test_celery.py`."""

from celery import shared_task


@shared_task
def break_over(*, text: str) -> None:
    raise ValueError(text)
