"""The flags of the web process, on a real socket."""

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from chatear.services import web
from tests.stack import free_port


async def echo(scope, receive, send):
    assert scope["type"] == "websocket"
    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        client = scope["client"][0] if event.get("text") == "who am I?" else event.get("text")
        await send({"type": "websocket.send", "text": client})


@pytest.fixture
def address(monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("CHATEAR_TRUSTED_PROXIES", "")
    yield from serving()


@pytest.fixture
def address_behind_us(monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("CHATEAR_TRUSTED_PROXIES", "127.0.0.1")
    yield from serving()


def serving() -> Iterator[str]:
    config = web.config(host="127.0.0.1", port=free_port())
    config.app, config.lifespan = echo, "off"
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"ws://127.0.0.1:{config.port}/"
    server.should_exit = True
    thread.join()


def test_a_frame_that_is_too_large_closes_the_socket(address):
    with connect(address, proxy=None) as socket:
        socket.send("x" * (web.LARGEST_FRAME + 1))
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(timeout=10)

    assert closed.value.rcvd.code == 1009


def test_the_largest_frame_of_ours_passes(address):
    with connect(address, proxy=None) as socket:
        socket.send("x" * 32 * 1024)

        assert len(socket.recv(timeout=10)) == 32 * 1024


def test_compression_is_refused(address):
    with connect(address, proxy=None, compression="deflate") as socket:
        assert "Sec-WebSocket-Extensions" not in socket.response.headers
        assert "Server" not in socket.response.headers


def test_a_stranger_cannot_pretend_an_address(address):
    with connect(address, proxy=None, additional_headers={"X-Forwarded-For": "198.51.100.7"}) as socket:
        socket.send("who am I?")

        assert socket.recv(timeout=10) == "127.0.0.1"


def test_our_own_proxy_is_believed(address_behind_us):
    with connect(address_behind_us, proxy=None, additional_headers={"X-Forwarded-For": "198.51.100.7"}) as socket:
        socket.send("who am I?")

        assert socket.recv(timeout=10) == "198.51.100.7"
