"""`next_to_face`: from the Next key to the first shown frame of the new partner.

Beside it two bare connections in one page of the same browser, with the camera kept and candidates passed on at once.
In each run the floor is measured first, while nobody calls; the one who presses Next does it out of a talk.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.bench.figures import Figure, beside
from tests.bench.site import site
from tests.e2e.visitor import Visitor
from tests.fakes.browsers import launch
from tests.fakes.cameras import film

RUNS = 30
WARM_UPS = 2  # runs that are not counted: the first calls of a browser load its codecs
FPS = 30
GUARD = 800  # milliseconds; Next is not taken in the first 0.7 s of a meeting
FLOOR = (Path(__file__).parent / "floors" / "face.js").read_text()

# The camera that the page itself opens, so that the floor has the same picture.
OPEN_CAMERA = """
async () => {
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  window.kept = await navigator.mediaDevices.getUserMedia({ video, audio: true });
}
"""
# A frame is the new partner's when the picture's track is not the one that was there before the press.
NEXT = """
() => new Promise((resolve) => {
  const video = document.querySelector("video[data-who=partner]");
  const track = () => video.srcObject?.getVideoTracks()[0];
  const before = track();
  let began = 0;
  const look = () => video.requestVideoFrameCallback(() => {
    if (track() && track() !== before) resolve(performance.now() - began);
    else look();
  });
  look();
  const button = document.querySelector("[data-action=next]");
  button.addEventListener("click", () => { began = performance.now(); }, { capture: true, once: true });
  button.click();
})
"""


class Room:
    """One who presses Next, two who take turns in being met, and a page for the floor."""

    def __init__(self, playwright: Playwright, address: str, ends: ExitStack) -> None:
        """Start three browsers: a camera belongs to a browser."""
        self.address = address
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        self.browsers = [
            launch(playwright.chromium, film=film(folder, colour, fps=FPS)) for colour in ("green", "red", "blue")
        ]
        for browser in self.browsers:
            ends.callback(browser.close)
        self.seeker = self.come(0)
        self.floor = self._floor()

    def come(self, number: int) -> Visitor:
        """Bring a new person to one of the browsers."""
        visitor = Visitor(self.browsers[number].new_context(locale="en-GB"), self.address)
        visitor.visit()
        return visitor

    def _floor(self) -> Page:
        page = self.browsers[0].new_context().new_page()
        page.route("**/floor", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
        page.goto(f"{self.address}/floor")
        page.add_script_tag(content=FLOOR)
        page.evaluate(OPEN_CAMERA)
        return page

    def bare(self) -> float:
        """Return the milliseconds of one run of the floor."""
        took: float = self.floor.evaluate("() => bareFace(kept)")
        return took

    def next(self) -> float:
        """Meet somebody new, press Next, and return the milliseconds until the face of somebody newer."""
        first, second = self.come(1), self.come(2)
        first.start()
        self.seeker.start()
        self.seeker.becomes("talking")
        self.seeker.sees("red")
        second.start()
        second.becomes("seeking")
        self.seeker.page.wait_for_timeout(GUARD)
        took: float = self.seeker.page.evaluate(NEXT)
        self.seeker.sees("blue")
        self.seeker.press("stop")
        for visitor in (first, second):
            visitor.context.close()
        return took


def figures() -> Iterator[Figure]:
    """Measure both, run by run."""
    values, floors = [], []
    with ExitStack() as ends:
        address = ends.enter_context(site()).url
        room = Room(ends.enter_context(sync_playwright()), address, ends)
        for run in range(WARM_UPS + RUNS):
            floor, value = room.bare(), room.next()
            if run >= WARM_UPS:
                floors.append(floor)
                values.append(value)
    yield beside("next_to_face_p50", "ms", values=values, floors=floors)
    yield beside("next_to_face_p95", "ms", values=values, floors=floors, share=0.95)
