"""What was said and whom one met is in no place of one's own browser, nor on its disk (promise: P-01; RET-3; P-03).

Somebody else may sit down at the same computer. As with the server's sinks, each place of the browser first gets a
word planted in its own way, and the look must find it there: a look that finds nothing anywhere proves nothing.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.fakes.browsers import launch_kept
from tests.fakes.cameras import film
from tests.faults.house import House
from tests.faults.needles import Needle, found, sentinel
from tests.faults.sinks import files

pytestmark = pytest.mark.e2e

PLACES = ("cookie", "local", "session", "database", "cache", "address", "state")
PLANT = """
async (words) => {
  document.cookie = `planted=${words.cookie}; path=/`;
  localStorage.setItem("planted", words.local);
  sessionStorage.setItem("planted", words.session);
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open("planted");
    opening.onupgradeneeded = () => opening.result.createObjectStore("words");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const writing = opening.result.transaction("words", "readwrite");
      writing.objectStore("words").put(words.database, "word");
      writing.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
  await (await caches.open("planted")).put("/planted", new Response(words.cache));
  history.pushState(words.state, "", `?${words.address}`);
}
"""
LOOK = """
async () => {
  const databases = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = reject;
    });
    for (const store of base.objectStoreNames) {
      databases.push(await new Promise((resolve, reject) => {
        const reading = base.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = reject;
      }));
    }
    base.close();
  }
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push(request.url, await (await cache.match(request)).text());
    }
  }
  return {
    database: databases, cache: cached, local: { ...localStorage }, session: { ...sessionStorage },
    address: location.href, state: [history.state, document.title, window.name],
  };
}
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return where a browser keeps what it keeps."""
    return tmp_path / "profile"


@pytest.fixture
def at_home(playwright: Playwright, profile: Path, tmp_path: Path) -> Iterator[BrowserContext]:
    """Return the browser of somebody who does not clear it."""
    with closing(launch_kept(playwright.chromium, profile, film=film(tmp_path, "green"))) as context:
        yield context


def test_what_was_said_and_whom_one_met_is_not_in_the_browser(
    at_home: BrowserContext, profile: Path, site: House, invite: Invite
) -> None:
    said, heard = sentinel("said"), sentinel("heard")
    planted = {place: sentinel(place) for place in PLACES}
    me, other = Visitor(at_home, site.addresses[0]), invite("red")
    names = talk(me, other, said=said[0], heard=heard[0])
    secrets = [said[1], heard[1], *(Needle("whom", frozenset({name.encode()})) for name in names)]

    seen = look(me.page, at_home)
    me.page.evaluate(PLANT, {place: word for place, (word, _) in planted.items()})
    again = look(me.page, at_home)
    at_home.close()
    disk = b"\n".join(files(profile))

    assert {place: found(secrets, content) for place, content in seen.items() if found(secrets, content)} == {}
    for place in PLACES:
        assert found([planted[place][1]], again[place]), f"the look is blind in {place}"
    assert found([planted["address"][1]], disk), "the look is blind on disk"
    assert found(secrets, disk) == set()


def talk(me: Visitor, other: Visitor, *, said: str, heard: str) -> set[str]:
    """Let two people write to each other and part; return what the server called their meeting."""
    names: set[str] = set()
    me.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: names.update(named(frame))))
    for visitor in (me, other):
        visitor.visit()
        visitor.start()
    for visitor in (me, other):
        visitor.becomes("talking")
    me.say(said)
    other.reads(said)
    other.say(heard)
    me.reads(heard)
    me.composer.fill(said)  # typed, and never sent
    other.close()
    me.becomes("ended", "seeking")
    assert names, "no meeting was seen"
    return names


def named(frame: str | bytes) -> set[str]:
    """Return the chat and the partner's handle of a frame, where it has them."""
    told: dict[str, Any] = json.loads(frame)
    return {told[name] for name in ("chat", "handle") if isinstance(told.get(name), str)}


def look(page: Page, context: BrowserContext) -> dict[str, bytes]:
    """Return what each place holds."""
    seen = page.evaluate(LOOK) | {"cookie": context.cookies()}
    return {place: json.dumps(content).encode() for place, content in seen.items()}
