"""What a person does with the page, as verbs. Waits look at attributes that the page itself sets."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.pixels import colour_of

LOOK_FOR_A_SECOND = """
async (video) => {
  while (video.currentTime < 1) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
}
"""
TALKING_WITHIN = 20_000  # milliseconds, as Playwright counts
expect.set_options(timeout=10_000)  # two cores may be busy with three browsers


class Visitor:
    """One person with one tab."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open a tab and write down what goes wrong in it and where it asks for things."""
        self.context = context
        self.address = address
        self.watch(context.new_page())

    def watch(self, page: Page) -> None:
        """Make a page this person's tab."""
        self.page = page
        self.errors: list[str] = []
        self.foreign: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme in {"http", "https", "ws", "wss"} and place.netloc != urlsplit(self.address).netloc:
            self.foreign.append(url)

    # -- verbs

    def visit(self, path: str = "/en/") -> None:
        """Open the site and wait until its scripts run."""
        self.page.goto(f"{self.address}{path}")
        expect(self.page.locator("chat-stage[data-ready]")).to_be_attached()

    def press(self, action: str) -> None:
        """Press one of the buttons by its published name."""
        self.button(action).click()

    def start(self) -> None:
        """Press Start, and come in if that is asked."""
        self.press("start")
        entry = self.page.locator("entry-step dialog")
        if entry.is_visible():
            entry.locator("input[name=age]").check()
            entry.locator("input[name=policy]").check()
            entry.locator("[data-part=enter]").click()

    def next(self) -> None:
        """Press Next, once it is taken."""
        self.gets_acquainted()
        self.press("next")

    def gets_acquainted(self) -> None:
        """Look at the partner for longer than the 0.7 s in which Next would be an accident and is not taken."""
        self.video("partner").evaluate(LOOK_FOR_A_SECOND)

    def say(self, words: str) -> None:
        """Type a line and send it."""
        self.composer.fill(words)
        self.composer.press("Enter")

    def close(self) -> None:
        """Close the tab."""
        self.page.close()

    # -- what is seen

    @property
    def stage(self) -> Locator:
        """The element that carries the state."""
        return self.page.locator("chat-stage")

    @property
    def composer(self) -> Locator:
        """Where one types."""
        return self.page.locator("text-chat textarea")

    def button(self, action: str) -> Locator:
        """The visible button of an action."""
        return self.page.locator(f"[data-action={action}]:visible").first

    def video(self, who: str) -> Locator:
        """The picture of `partner` or `me`."""
        return self.page.locator(f"video[data-who={who}]")

    def becomes(self, *states: str, within: int = TALKING_WITHIN) -> None:
        """Wait until the stage is in one of the states."""
        expect(self.stage).to_have_attribute("data-state", re.compile(f"^({'|'.join(states)})$"), timeout=within)

    def sees(self, colour: str, *, who: str = "partner") -> None:
        """Read the pixels of the partner's picture until they have the colour.

        :raises AssertionError: if they do not get it
        """
        seen = colour_of(self.video(who), wanted=colour)
        assert seen == colour, f"saw {seen} where {colour} was expected; {self.errors}"

    def has_no_errors(self) -> None:
        """Make sure that neither an error nor a request to anybody else was seen.

        :raises AssertionError: if one was
        """
        assert not self.errors
        assert not self.foreign

    def reads(self, words: str) -> None:
        """Wait until the words stand in the conversation."""
        expect(self.page.locator("text-chat [role=log]").get_by_text(words)).to_be_visible()

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Take the network away from this tab for a while."""
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
