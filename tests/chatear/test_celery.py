"""A real worker with our settings."""

import os
import subprocess
import sys
import time

import pytest

from chatear.celery import app
from chatear.services.children import Child
from tests.chatear.failing import break_over
from tests.stack import STACK

SENTINEL = "sentinel-77c0"
SAID_WITHIN = 30  # seconds


@pytest.fixture
def worker(tmp_path):
    pool = ["-P", "threads", "-c", "1", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "-A", "chatear.celery", "worker", *pool, "-I", "tests.chatear.failing"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "chatear.settings.local"}
    child = Child("worker", command, tmp_path / "worker.log", STACK.watch, environment)
    child.start()
    yield child
    child.stop()


def test_a_task_that_breaks_leaves_its_name_and_nothing_else(redis_queue, worker):
    break_over.delay(text=SENTINEL)

    deadline = time.monotonic() + SAID_WITHIN
    while "ValueError" not in worker.log.read_text():
        assert time.monotonic() < deadline, worker.last_words(20)
        time.sleep(0.05)

    said = worker.log.read_text()
    assert "tests.chatear.failing.break_over" in said
    assert SENTINEL not in said
    assert list(redis_queue.scan_iter("celery-task-meta*")) == []


def test_results_are_kept_nowhere_and_lost_tasks_come_back():
    assert app.conf.result_backend is None
    assert (app.conf.task_ignore_result, app.conf.task_acks_late, app.conf.task_reject_on_worker_lost) == (True,) * 3
    assert app.conf.broker_transport_options["unacked_restore_throttle"] == 1


def test_a_page_that_runs_in_a_thread_of_its_own_reaches_our_queue(redis_queue):
    """Celery's current app is one thread's alone; without ours everywhere a mail would wait for the next round."""
    command = "import django; django.setup(); from privacy.tasks import send_mail; import threading; "
    command += "page = threading.Thread(target=send_mail.delay, kwargs={'mail_id': 7}); page.start(); page.join()"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "chatear.settings.local"}
    subprocess.run([sys.executable, "-c", command], env=environment, check=True)

    assert redis_queue.llen("celery") == 1
