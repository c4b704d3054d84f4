"""Somebody asks for a copy of their data, watches it being made, fetches it, and reads it: promise: RGT-4."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

WORK = "from privacy.tasks import make_due_archives; make_due_archives()"
PHONE = {"width": 360, "height": 740}


def let_a_worker_work(site: House) -> None:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", WORK]
    subprocess.run(command, cwd=PROJECT, env=site.servers[0].environment, check=True, capture_output=True)


def enter(visitor: Visitor) -> None:
    """Come in as a guest."""
    visitor.visit()
    visitor.start()
    expect(visitor.page.locator("entry-step dialog")).to_be_hidden()


def without_scripts(visitor: Visitor) -> Page:
    """Return a tab of the same person in which no script runs."""
    assert visitor.context.browser is not None
    kept = visitor.context.storage_state()
    context = visitor.context.browser.new_context(java_script_enabled=False, storage_state=kept, locale="en-GB")
    return context.new_page()


@pytest.mark.parametrize("scripts", ["run", "do not run"])
def test_a_guest_takes_their_data_along(invite: Invite, site: House, tmp_path: Path, axe: Path, scripts: str) -> None:
    visitor = invite("blue")
    enter(visitor)
    page = visitor.page if scripts == "run" else without_scripts(visitor)
    page.goto(f"{visitor.address}/en/account/data/")
    page.get_by_role("button", name="Make a copy").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    let_a_worker_work(site)
    if page is not visitor.page:
        page.get_by_role("link", name="Look again").click()
    fetch = page.get_by_role("button", name="Fetch the copy")
    expect(fetch).to_be_visible()  # where scripts run, nobody has loaded the page anew
    with page.expect_download() as download:
        fetch.click()

    download.value.save_as(tmp_path / "copy.zip")
    with ZipFile(tmp_path / "copy.zip") as pack:
        assert pack.testzip() is None
        pack.extractall(tmp_path / "copy")
    fetch.click()
    expect(page.get_by_role("alert")).to_contain_text("was fetched")
    if page is not visitor.page:
        page.context.close()
    reads(visitor, tmp_path / "copy" / "index.html", axe)


def reads(visitor: Visitor, file: Path, axe: Path) -> None:
    """Open the page that was in the ZIP: it asks for nothing, runs nothing, and shuts nobody out."""
    assert visitor.context.browser is not None
    context = visitor.context.browser.new_context(viewport=PHONE, bypass_csp=True)  # for the checker alone
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("What Chatear holds about you")
    page.add_script_tag(path=axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate("() => axe.run()")["violations"]
        assert [f"{scheme} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    context.close()
