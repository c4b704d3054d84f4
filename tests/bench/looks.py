"""`look_p50`, `look_p95` and `looks_per_core`: one picture from a browser's own camera to the sealed file.

From the call that asks for it, over the web process, the browser and the receiver, until the file is there; beside two
bare connections in one page of the same browser, measured before each. The last figure is how many looks a second of
the receiver's processor takes, its children's included; its floor is one.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.face import FLOOR, OPEN_CAMERA
from tests.bench.figures import Figure, beside
from tests.bench.site import site
from tests.e2e.visitor import Visitor
from tests.fakes.browsers import launch
from tests.fakes.cameras import film

RUNS = 30
WARM_UPS = 2
WITHIN = 10  # seconds


def figures() -> Iterator[Figure]:
    """Ask one browser again and again."""
    with ExitStack() as ends:
        place = ends.enter_context(site(receiver=True))
        aside = ends.enter_context(ThreadPoolExecutor(1))  # Playwright has a loop in this thread
        playwright = ends.enter_context(sync_playwright())
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        browser = launch(playwright.chromium, film=film(folder, "green", fps=30))
        ends.callback(browser.close)
        visitor = Visitor(browser.new_context(locale="en-GB"), place.url)
        visitor.visit()
        visitor.start()
        visitor.becomes("seeking")
        bare = _floor(browser, place.url)
        person = aside.submit(_newest_person).result()
        values, floors = [], []
        before = _processor(place.house.receiver.pid)
        for run in range(WARM_UPS + RUNS):
            floor, value = bare(), aside.submit(_look, person).result()
            if run >= WARM_UPS:
                floors.append(floor)
                values.append(value)
        spent = _processor(place.house.receiver.pid) - before
    yield beside("look_p50", "ms", values=values, floors=floors)
    yield beside("look_p95", "ms", values=values, floors=floors, share=0.95)
    yield beside("looks_per_core", "looks/s", values=[(WARM_UPS + RUNS) / spent], floors=[1.0])


def _floor(browser: Any, address: str) -> Callable[[], float]:
    page = browser.new_context().new_page()
    page.route("**/floor", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
    page.goto(f"{address}/floor")
    page.add_script_tag(content=FLOOR)
    page.evaluate(OPEN_CAMERA)
    return lambda: float(page.evaluate("() => bareFace(kept)"))


def _newest_person() -> Any:
    from accounts.models import Person  # noqa: PLC0415 - Django must be set up

    return Person.objects.order_by("-joined_at").values_list("pk", flat=True)[0]


def _look(person: Any) -> float:
    """Ask for a look, and return the milliseconds until its picture is sealed."""
    from matching import notices  # noqa: PLC0415 - as above
    from moderation.evidence import cabinet  # noqa: PLC0415

    name, began = secrets.token_hex(16), time.perf_counter()
    sealed = cabinet().pictures / f"{name}.sealed"
    notices.ask_for_look(person_id=person, look_id=name)
    while not sealed.exists():
        if time.perf_counter() - began > WITHIN:
            raise TimeoutError(name)
        time.sleep(0.001)
    return (time.perf_counter() - began) * 1000


def _processor(pid: int) -> float:
    """Return the seconds of processor that a process and its ended children have used."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")
