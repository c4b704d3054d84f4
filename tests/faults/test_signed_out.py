"""A session that is ended from another browser ends there: its pages and its open chat (protocol.md)."""

import asyncio
import http.cookiejar
import re
import urllib.request
from urllib.parse import urlencode

import psycopg2
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from websockets.asyncio.client import connect

from tests.fakes.chatter import SUBPROTOCOL
from tests.fakes.guests import enter
from tests.faults.house import House

pytestmark = pytest.mark.faults

PEER, EMAIL, PASSWORD = "203.0.113.21", "dee@chatear.example", "a horse in the cellar"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
BECOME_A_MEMBER = "UPDATE accounts_person SET email = %s, member_since = now(), password = %s WHERE id = %s"


class Browser:
    """Pages and forms, with cookies and no scripts."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.addheaders = [("X-Forwarded-For", PEER), ("Referer", address)]

    def read(self, path: str, fields: dict[str, str] | None = None) -> tuple[str, str]:
        """Ask for a page, or post a form to it; return where that led, and what stands there."""
        data = urlencode(fields).encode() if fields is not None else None
        with self.opener.open(f"{self.address}{path}", data=data, timeout=20) as answer:
            return answer.url.removeprefix(self.address), answer.read().decode()

    def send(self, page: str, path: str, **fields: str) -> tuple[str, str]:
        """Fill in a form of a page."""
        token = TOKEN.search(self.read(page)[1])
        assert token
        return self.read(path, fields | {"csrfmiddlewaretoken": token[1]})

    @property
    def cookies(self) -> str:
        """The cookies as a browser sends them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


@pytest.fixture
def browsers(house: House) -> tuple[Browser, Browser]:
    """Return two browsers in which one member is signed in."""
    guest = enter(house.addresses[0], peer=PEER)
    with psycopg2.connect(house.database) as database, database.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET email = NULL WHERE email = %s", [EMAIL])
        cursor.execute(BECOME_A_MEMBER, [EMAIL, PBKDF2PasswordHasher().encode(PASSWORD, "salt"), guest.person])
    database.close()
    both = Browser(house.addresses[0]), Browser(house.addresses[0])
    for browser in both:
        login = "/en/account/login/"
        landed, _ = browser.send(login, login, email=EMAIL, password=PASSWORD, next="/en/account/devices/")
        assert landed == "/en/account/devices/"
    return both


@pytest.mark.parametrize("number", [0, 1])
async def test_an_ended_session_is_over_on_the_next_page_and_its_chat_within_a_second(house, browsers, number):
    here, there = browsers
    socket = connect(
        f"{house.addresses[number].replace('http', 'ws')}/ws/chat/",
        origin=house.addresses[number],
        subprotocols=[SUBPROTOCOL],
        additional_headers={"Cookie": there.cookies, "X-Forwarded-For": PEER},
        proxy=None,
    )
    async with socket as line:
        await line.recv()
        devices = "/en/account/devices/"
        _, page = await asyncio.to_thread(here.send, devices, f"{devices}others/end/")
        async with asyncio.timeout(1):
            await line.wait_closed()

    assert "You are signed out everywhere but here." in page
    assert line.close_code == 4401
    assert there.read(devices)[0] == "/en/account/login/"
    assert here.read(devices)[0] == devices
