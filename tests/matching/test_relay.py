"""The relay of whoever is put out ends with them; those of others go on (reliability M17, T28)."""

import asyncio
import base64
import hashlib
import hmac
import logging
import time

import pytest
from aioice import turn

from matching.relay import NoCommandLine, end_relays
from matching.seats.admission import greet
from matching.signals import look_ended
from tests.fakes.coturn import Coturn, NoCoturn


@pytest.fixture(scope="module")
def coturn():
    try:
        relay = Coturn()
    except NoCoturn:
        pytest.fail("turnserver is not installed; on Debian and Ubuntu: apt install coturn")
    relay.start()
    yield relay
    relay.close()


@pytest.fixture
def with_relay(settings, coturn):
    """Have this site know the relay and its command line."""
    settings.TURN_URLS, settings.TURN_SECRET = [f"turn:127.0.0.1:{coturn.port}"], coturn.secret
    settings.TURN_CLI, settings.TURN_CLI_PASSWORD = f"127.0.0.1:{coturn.cli_port}", coturn.cli_password


@pytest.fixture
async def open_relay(coturn):
    """Return a function that opens a relay with a user name and password, and waits until it is listed."""
    opened = []

    async def open_one(username, credential):
        server = ("127.0.0.1", coturn.port)
        transport, _ = await turn.create_turn_endpoint(
            asyncio.DatagramProtocol, server_addr=server, username=username, password=credential
        )
        opened.append(transport)
        await becomes(coturn, there={username})

    yield open_one
    for transport in opened:
        transport.close()


@pytest.fixture
def log():
    """Return a queue of what the seats' relays log."""
    lines, logger = asyncio.Queue(), logging.getLogger("matching.seats.relays")
    handler = logging.Handler()
    handler.emit = lambda record: lines.put_nowait(record.getMessage())
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)


async def becomes(coturn, *, there, gone=frozenset()):
    """Wait until these have relays, and those have none."""
    async with asyncio.timeout(10):
        while True:
            users = await asyncio.to_thread(coturn.users)
            if there <= users and gone.isdisjoint(users):
                return


async def relayed(guest, open_relay):
    """Have somebody be greeted and open a relay with what they were given; return the user name."""
    greet(guest.seat, "")
    return await opened(await guest.nth("welcome"), open_relay)


async def opened(frame, open_relay):
    """Open a relay with what a frame gives; return the user name."""
    given = next(server for server in frame["ice_servers"] if "username" in server)
    await open_relay(given["username"], given["credential"])
    return given["username"]


async def test_the_relay_of_whoever_is_put_out_ends_and_that_of_the_partner_goes_on(
    with_relay, coturn, open_relay, pair
):
    one, other = pair
    first, second = await relayed(one, open_relay), await relayed(other, open_relay)

    one.seat.exchange.put_out(person=one.seat.person)
    await becomes(coturn, there={second}, gone={first})
    assert one.browser.code == 4403


async def test_a_relay_that_was_given_for_a_look_ends_too(
    with_relay, settings, monkeypatch, coturn, open_relay, sit, north
):
    monkeypatch.setattr(look_ended, "receivers", [])  # they would ask the database whose look it was
    settings.RECEIVER_RELAYED = True
    someone = await sit(north)
    north.ask_for_look(person=someone.seat.person, look="l1")
    username = await opened(await someone.nth("look"), open_relay)

    north.put_out(person=someone.seat.person)
    await becomes(coturn, there=set(), gone={username})


async def test_nothing_is_kept_of_who_has_left(with_relay, north, sit, open_relay):
    someone = await sit(north)
    username = await relayed(someone, open_relay)
    assert username in str(vars(north.relays))

    await north.leave(someone.seat)
    assert username not in str(vars(north.relays))
    north.relays.gave(someone.seat.id, [{"username": username}])  # a look that is asked for again, too late
    assert username not in str(vars(north.relays))


@pytest.mark.parametrize("change", [{"TURN_CLI_PASSWORD": "wrong"}, {"TURN_CLI": "127.0.0.1:1"}])
async def test_without_its_command_line_the_socket_closes_all_the_same(
    with_relay, settings, open_relay, sit, north, log, change
):
    for name, value in change.items():
        setattr(settings, name, value)
    someone = await sit(north)
    username = await relayed(someone, open_relay)
    north.put_out(person=someone.seat.person)

    assert someone.browser.code == 4403
    async with asyncio.timeout(10):
        said = await log.get()
    assert "a relay was not ended" in said
    assert username not in said


@pytest.mark.parametrize("hangs_up", [True, False])
async def test_a_command_line_that_hangs_up_or_says_nothing_is_said_so(monkeypatch, hangs_up):
    monkeypatch.setattr("matching.relay.WITHIN", 10 if hangs_up else 0.1)
    over = asyncio.Event()

    async def disappoint(reader, writer):
        writer.write(b"Enter password: \r\n")
        await reader.readline()
        if not hangs_up:
            await reader.read()  # until the other side has had enough
        writer.close()
        await writer.wait_closed()
        over.set()

    server = await asyncio.start_server(disappoint, "127.0.0.1", 0)
    address = "{}:{}".format(*server.sockets[0].getsockname())
    with pytest.raises(NoCommandLine):
        await end_relays(["1:x"], address=address, password="p")
    await asyncio.wait_for(over.wait(), 10)
    server.close()


def credential(coturn, username):
    return base64.b64encode(hmac.digest(coturn.secret.encode(), username.encode(), hashlib.sha1)).decode()


async def test_only_relays_of_just_that_name_end(coturn, open_relay):
    later = int(time.time()) + 600
    mine, longer = f"{later}:aa", f"{later}:aab"
    for username in (mine, longer):
        await open_relay(username, credential(coturn, username))

    address = f"127.0.0.1:{coturn.cli_port}"
    assert await end_relays([mine, f"{later}:none"], address=address, password=coturn.cli_password) == 1
    await becomes(coturn, there={longer}, gone={mine})
