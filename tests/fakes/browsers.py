"""Browsers that see a generated picture in place of a camera."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType

FLAGS = [
    "--use-fake-device-for-media-stream=fps=15",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    # A machine, or a namespace, with nothing but `lo` has no other address to offer.
    "--allow-loopback-in-peer-connection",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoChromium(Exception):
    """No Chromium is installed; `make test` says how to get one."""


def chromium_path() -> str:
    """Return where the system's Chromium is.

    :raises NoChromium: if there is none
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoChromium


def launch(kind: BrowserType, *, film: Path | None = None, granted: bool = True) -> Browser:
    """Start a Chromium whose camera is the film (or Chromium's own test picture); unless granted, it asks."""
    return kind.launch(executable_path=chromium_path(), args=flags(film=film, granted=granted))


def launch_kept(kind: BrowserType, folder: Path, *, film: Path) -> BrowserContext:
    """Start a Chromium that keeps in a folder whatever a browser keeps."""
    path = chromium_path()
    return kind.launch_persistent_context(folder, executable_path=path, args=flags(film=film), locale="en-GB")


def flags(*, film: Path | None, granted: bool = True) -> list[str]:
    """Return how a Chromium is started."""
    camera = [f"--use-file-for-fake-video-capture={film}"] if film else []
    return [*FLAGS, *camera, *(["--use-fake-ui-for-media-stream"] if granted else [])]
