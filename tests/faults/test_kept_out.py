"""Somebody who is kept out gets nothing from the socket, whatever they send (reliability T44)."""

import contextlib
import json

import psycopg2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from matching.protocol import frames
from tests.fakes.chatter import SUBPROTOCOL
from tests.fakes.guests import Guest, enter
from tests.faults.house import House

pytestmark = pytest.mark.faults

KINDS = sorted(kind.__struct_config__.tag for kind in frames.Inbound.__subclasses__())
KEEP_OUT = """
    INSERT INTO accounts_exclusion (person_id, address_hash, identity_hash, began_at, ends_at)
    VALUES (%s, '', '', now() - interval '1 minute', now() + interval '1 hour')
"""


@pytest.fixture
def kept_out(house: House) -> Guest:
    """Return somebody who came in, and was then kept out."""
    guest = enter(house.addresses[0], peer="203.0.113.9")
    with psycopg2.connect(house.database) as database, database.cursor() as cursor:
        cursor.execute(KEEP_OUT, [guest.person])
    database.close()
    return guest


def test_the_walk_finds_the_frames():
    assert {"seek", "signal", "text", "look", "ping"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
async def test_no_frame_of_the_excluded_is_answered(house: House, kept_out: Guest, kind: str):
    address = house.addresses[0]
    socket = connect(
        f"{address.replace('http', 'ws')}/ws/chat/",
        origin=address,
        subprotocols=[SUBPROTOCOL],
        additional_headers={"Cookie": kept_out.cookie_header, "X-Forwarded-For": "203.0.113.9"},
        proxy=None,
    )
    async with socket as line:
        with contextlib.suppress(ConnectionClosed):  # the server may be faster
            await line.send(json.dumps({"type": kind}))
        with pytest.raises(ConnectionClosed) as ended:
            await line.recv()  # whatever came first would be returned

    assert ended.value.rcvd.code == 4403
