"""Somebody under 18 goes at once: out of a chat that is open, and out of every place that held them. promise: CHI-2"""

import asyncio
import re
from dataclasses import dataclass
from io import BytesIO

import httpx
import psycopg2
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from PIL import Image

from tests.fakes.authenticator import code_for
from tests.fakes.chatter import Chatter
from tests.fakes.guests import Guest, enter
from tests.faults import sinks
from tests.faults.crowd import Crowd
from tests.faults.house import House
from tests.faults.needles import Needle, found, identity, sentinel

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STAFF, PASSWORD = "vera@chatear.example", "a horse in the attic"
BECOME_A_MEMBER = "UPDATE accounts_person SET email = %s, member_since = now() WHERE id = %s"
BECOME_STAFF = "UPDATE accounts_person SET is_staff = true, is_superuser = true, password = %s WHERE id = %s"


@dataclass
class Minor:
    """Somebody who has told and shown a lot, and the needles of it."""

    guest: Guest
    needles: list[Needle]


def change(house: House, statement: str, *values: str) -> None:
    """Write into the database by hand."""
    database = psycopg2.connect(house.database)
    with database, database.cursor() as cursor:
        cursor.execute(statement, values)
    database.close()


def browser(house: House, cookies: dict[str, str] | None = None) -> httpx.Client:
    """Return somebody's browser without scripts."""
    address = house.addresses[0]
    return httpx.Client(base_url=address, cookies=cookies, headers={"Referer": address}, follow_redirects=True)


def send(client: httpx.Client, page: str, fields: dict[str, str], **more) -> httpx.Response:
    """Fill in the form of a page."""
    token = TOKEN.search(client.get(page).text)
    assert token, f"{page} has no form"
    answer = client.post(page, data=fields | {"csrfmiddlewaretoken": token[1]}, **more)
    assert answer.status_code == 200, answer.text
    return answer


@pytest.fixture
def minor(house: House) -> Minor:
    """Return a member with a profile and a photo."""
    guest = enter(house.addresses[0])
    (name, name_needle), (mailbox, mailbox_needle) = sentinel("name"), sentinel("mailbox")
    change(house, BECOME_A_MEMBER, f"{mailbox}@chatear.example", guest.person)
    photo = BytesIO()
    Image.new("RGB", (90, 90), "red").save(photo, "PNG")
    with browser(house, guest.cookies) as client:
        fields = {"name": name, "birth_date": "1990-05-17", "shown": "NAME"}
        send(client, "/en/account/profile/", fields, files={"photo": ("me.png", photo.getvalue())})
    return Minor(guest, [identity("id", guest.person), name_needle, mailbox_needle])


@pytest.fixture
def staff(house: House):
    """Return the browser of a member of staff who has signed in."""
    guest = enter(house.addresses[0])
    change(house, "UPDATE accounts_person SET email = NULL, is_staff = false WHERE email = %s", STAFF)
    change(house, BECOME_A_MEMBER, STAFF, guest.person)
    change(house, BECOME_STAFF, PBKDF2PasswordHasher().encode(PASSWORD, "salt"), guest.person)
    with browser(house) as client:
        send(client, "/en/account/login/", {"email": STAFF, "password": PASSWORD})
        page = "/en/account/security/app/add/"
        send(client, page, {"code": code_for(client.get(page).text)})
        yield client


def press_under_18(staff: httpx.Client, minor: Minor) -> None:
    """Choose somebody in the list, and confirm."""
    act = {"action": "remove_minors", "_selected_action": minor.guest.person, "confirmed": "yes"}
    send(staff, "/admin/accounts/person/", act)


def seen(house: House, minor: Minor) -> dict[str, set[str]]:
    """Return what of somebody is in which place: rows, keys and files that hold something now."""
    live, queue = sinks.Keys(house.live.url, "live"), sinks.Keys(house.queue.url, "queue")
    places = [sinks.Dump(house.database), live, queue, sinks.Folder(house.places.logs)]
    inside = {place.name: set().union(*(found(minor.needles, row) for row in place.records())) for place in places}
    return {name: what for name, what in inside.items() if what}


def in_redis(house: House, minor: Minor) -> dict[str, int]:
    """Return the keys that still name somebody, and after how many seconds each ends."""
    live = sinks.Keys(house.live.url, "live")
    keys = {row.split(b" ")[0].decode() for row in live.records() if found(minor.needles, row)}
    return {key.replace(minor.guest.person, "*"): live.client.ttl(key) for key in keys}


@pytest.mark.parametrize("number", [0, 1])
async def test_an_open_chat_ends_within_a_second_and_nothing_is_left_but_hashes(
    house: House, crowd: Crowd, minor: Minor, staff: httpx.Client, number: int
):
    chatter = Chatter(minor.guest, house.addresses[number])
    await chatter.open()
    (partner,) = await crowd.come(1)
    photos = {path.name for path in (house.places.media / "photos").iterdir()}
    for each in (chatter, partner):
        each.seek()
    await partner.hears("matched", within=10)
    assert seen(house, minor)["rows"] == {"id", "name", "mailbox"}, "or the scan is blind"

    await asyncio.to_thread(press_under_18, staff, minor)
    assert await chatter.closes(within=1) == 4403
    await partner.hears("ended", within=1)

    left = in_redis(house, minor)
    assert {key.partition(":")[0] for key in left} <= {"met", "limit"}, "the last partners' hashes, and how often"
    assert -1 not in left.values(), "it would stay for ever"
    assert max(left.values(), default=0) <= 600
    assert set(seen(house, minor)) <= {"keys of Redis live"}
    assert len(photos - {path.name for path in (house.places.media / "photos").iterdir()}) == 1
    with browser(house, minor.guest.cookies) as client:
        assert str(client.get("/en/").url).endswith("/excluded/")
