"""Every page on a phone: it fits in every language, and nobody is shut out of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.members import session_of_a_member
from tests.faults.house import House
from tests.pages import left_over, pages_with_a_language

pytestmark = pytest.mark.e2e

PHONE = {"width": 360, "height": 740}
LANGUAGES = [code for code, _ in settings.LANGUAGES]
NO_PAGE = "no-such-page/"
EVERY_PAGE = [*pages_with_a_language(), NO_PAGE]
UNSEEN = {301, 302, 303, 405}
#: Whom the pages are shown to, and which: of the others a member sees what a stranger does.
VISITORS = {"stranger": EVERY_PAGE, "member": [page for page in EVERY_PAGE if page.startswith("account/")]}
#: In the dark only the colours are others.
LOOKS: dict[Literal["light", "dark"], dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
#: What sticks out of the screen, unless it is in something that can be scrolled sideways or is hidden on purpose.
STICKS_OUT = """
() => {
  const wide = document.documentElement.clientWidth;
  const held = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowX, clipPath } = getComputedStyle(box);
      if (["auto", "scroll"].includes(overflowX) || clipPath !== "none") return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    const seen = element.checkVisibility() && width > 1 && getComputedStyle(element).clipPath === "none";
    return seen && (left < -1 || right > wide + 1) && !held(element);
  });
  const cut = [...document.body.querySelectorAll("main *, header *, footer *")].filter((element) => {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
    const hides = ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && clipPath === "none";
    return hides && element.checkVisibility() && element.scrollWidth > element.clientWidth + 1;
  });
  return [...new Set([...out, ...cut])].map((element) => element.outerHTML.slice(0, 120));
}
"""


@pytest.fixture(scope="module")
def phones(site: House, cameras: Callable[[str], Browser]) -> Iterator[dict[str, BrowserContext]]:
    """Return the browser of each visitor; what it has loaded once it need not load again."""
    found = {
        visitor: cameras("asks").new_context(viewport=PHONE, base_url=site.addresses[0], reduced_motion="reduce")
        for visitor in VISITORS
    }
    key = session_of_a_member(site)
    found["member"].add_cookies([{"name": "sessionid", "value": key, "url": site.addresses[0]}])
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(scope="module")
def shown(phones: dict[str, BrowserContext]) -> dict[str, list[str]]:
    """Return the addresses at which each visitor is shown a page, and not led elsewhere or asked to post."""
    return {
        visitor: [address for address in addresses if is_shown(phones[visitor], address)]
        for visitor, addresses in VISITORS.items()
    }


def is_shown(phone: BrowserContext, address: str) -> bool:
    """Whether there is a page to look at."""
    answer = phone.request.get(f"/en/{address}", max_redirects=0)
    assert answer.status < 500, f"{address} answered {answer.status}"
    if answer.status in UNSEEN or (answer.status == 404 and address != NO_PAGE):
        return False
    return "text/html" in answer.headers.get("content-type", "")


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(
    phones: dict[str, BrowserContext], shown: dict[str, list[str]], visitor: str, language: str
) -> None:
    page = phones[visitor].new_page()
    found: dict[str, Any] = {}
    for address in shown[visitor]:
        page.goto(f"/{language}/{address}")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        found[address] = page.evaluate(STICKS_OUT) + ([f"{wide} px"] if wide > PHONE["width"] else [])
        if language == "ar":
            found[address] += sorted(left_over(page.content()))

    page.close()
    assert found
    assert {address: what for address, what in found.items() if what} == {}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_open_to_everybody(
    phones: dict[str, BrowserContext], shown: dict[str, list[str]], axe: Path, visitor: str, language: str
) -> None:
    page = phones[visitor].new_page()
    page.add_init_script(path=axe)
    found: dict[str, list[str]] = {}
    for address in shown[visitor]:
        page.goto(f"/{language}/{address}")
        found[address] = []
        for scheme, rules in LOOKS.items():
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate("(rules) => axe.run(rules)", rules)["violations"]
            found[address] += [f"{scheme} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]

    page.close()
    assert found
    assert {address: what for address, what in found.items() if what} == {}
