"""The evidence receiver, with a browser that is one or behaves like one (reliability M19 to M22, T30 to T37)."""

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription, VideoStreamTrack
from aiortc.sdp import candidate_from_sdp
from av import VideoFrame
from PIL import Image

from chatear import redis as servers
from chatear.services.children import Child
from matching import signaling
from moderation.pictures import Cabinet
from moderation.receiver import OFFERS, Place, Receiver
from tests.stack import STACK

NAVY, RED = (0, 0, 128), (200, 20, 20)


class Plain(VideoStreamTrack):
    """A camera in front of one colour."""

    def __init__(self, colour=NAVY, size=(320, 240)):
        super().__init__()
        self.picture = Image.new("RGB", size, colour)

    async def recv(self):
        frame = VideoFrame.from_image(self.picture)
        frame.pts, frame.time_base = await self.next_timestamp()
        return frame


@pytest.fixture
def receiver(tmp_path, redis_live):
    """Return a receiver that runs as a process of its own, on this machine alone."""
    child = Child(
        name="evidence",
        command=[sys.executable, "-m", "moderation.receiver"],
        log=tmp_path / "evidence.log",
        watch=STACK.watch,
        env=os.environ
        | {
            "REDIS_LIVE_URL": STACK.environment["REDIS_LIVE_URL"],
            "CHATEAR_DATA": str(tmp_path),
            "CHATEAR_RECEIVER_ADDRESSES": "127.0.0.1",
        },
    )
    child.start()
    yield child
    child.stop()
    assert "Traceback" not in (tmp_path / "evidence.log").read_text(), "and nothing of a look is logged"


@pytest.fixture(autouse=True)
def _on_this_machine(monkeypatch):
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])


@pytest.fixture
def cabinet(tmp_path):
    return Cabinet(pictures=tmp_path / "evidence", keys=tmp_path / "evidence-keys")


def told(key, seconds=12):
    """Return what the receiver says under a key, which is waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := servers.live().blpop([key], timeout=1):
            return json.loads(found[1])
    raise AssertionError(f"nothing under {key}")


def offer(sdp, look="", name=""):
    """Put an offer where receivers look."""
    look = look or secrets.token_hex(16)
    sent = {"id": look, "name": name or look, "sdp": sdp, "until": time.time() + 10}
    servers.live().rpush(OFFERS, json.dumps(sent))
    return look


async def show(track, *, changed=lambda sdp: sdp):
    """Behave as a browser does that is asked for a look; return its number and how it ended."""
    browser = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    browser.addTransceiver(track, direction="sendonly")
    await browser.setLocalDescription(await browser.createOffer())
    look = offer(changed(signaling.for_the_receiver(browser.localDescription.sdp)))
    try:
        answer = await asyncio.to_thread(told, f"look:answer:{look}")
        await browser.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))
    except (AssertionError, ValueError):
        pass
    end = await asyncio.to_thread(told, f"look:end:{look}")
    await browser.close()
    return look, end["outcome"]


async def test_the_picture_is_what_the_camera_shows(receiver, cabinet):
    look, outcome = await show(Plain(NAVY))
    about, jpeg = cabinet.read(look)

    assert outcome == "taken"
    assert (about["width"], about["height"]) == (320, 240)
    assert abs(about["taken_at"] - time.time()) < 30
    assert colour_of(jpeg) == pytest.approx(NAVY, abs=24)


def colour_of(jpeg):
    """Return the colour in the middle of a picture."""
    with Image.open(BytesIO(jpeg)) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


async def test_many_at_once_get_each_their_own(receiver, cabinet):
    shown = await asyncio.gather(*(show(Plain(colour)) for colour in (NAVY, RED, NAVY, RED)))

    assert [outcome for _, outcome in shown] == ["taken"] * 4
    colours = [colour_of(cabinet.read(look)[1]) for look, _ in shown]
    for colour, wanted in zip(colours, (NAVY, RED, NAVY, RED), strict=True):
        assert colour == pytest.approx(wanted, abs=30)


async def test_a_covered_lens_is_said_to_be_dark_and_nothing_is_kept(receiver, cabinet):
    look, outcome = await show(Plain((2, 2, 2)))

    assert outcome == "dark"
    assert look not in cabinet.names_there()


async def test_a_frame_of_67_million_pixels_is_not_unpacked_and_the_next_look_is_fine(receiver, cabinet, monkeypatch):
    """M22, T36: a head that claims 8192 by 8192, on a frame of a few bytes."""
    from aiortc.codecs import vpx  # noqa: PLC0415 - patched here alone

    encode = vpx.Vp8Encoder.encode

    def huge(self, frame, force_keyframe=False):  # noqa: FBT002 - as there
        payloads, timestamp = encode(self, frame, force_keyframe)
        first = bytearray(payloads[0])
        at = first.find(b"\x9d\x01\x2a")
        if at > 0:
            first[at + 3 : at + 7] = (8192).to_bytes(2, "little") * 2
        return [bytes(first), *payloads[1:]], timestamp

    monkeypatch.setattr(vpx.Vp8Encoder, "encode", huge)
    look, outcome = await show(Plain(NAVY))
    assert (outcome, look in cabinet.names_there()) == ("failed", False)

    monkeypatch.setattr(vpx.Vp8Encoder, "encode", encode)
    assert (await show(Plain(NAVY)))[1] == "taken"


@pytest.mark.parametrize(
    "sdp",
    ["", "v=0", "\0" * 1000, "a" * 16_000, "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n", "m=video\r\n" * 400],
)
def test_garbage_ends_its_child_alone(receiver, sdp):
    assert told(f"look:end:{offer(sdp)}")["outcome"] == "failed"
    assert not receiver.has_ended()


@pytest.mark.parametrize("path", sorted(Path("tests/corpus/sdp").glob("*"))[:12], ids=lambda path: path.name)
def test_neither_does_a_real_one_that_is_cut_anywhere(receiver, path):
    sdp = path.read_text()
    look = offer(sdp[: len(sdp) * 2 // 3])

    assert told(f"look:end:{look}")["outcome"] == "failed"
    assert not receiver.has_ended()


def test_what_is_no_offer_is_passed_over(receiver):
    for raw in ("", "{", "[]", "7", '{"id": 1}', '{"id": "x", "name": "y", "sdp": "z", "until": "never"}'):
        servers.live().rpush(OFFERS, raw)

    assert told(f"look:end:{offer('v=0')}")["outcome"] == "failed"
    assert not receiver.has_ended()


async def test_it_knocks_at_no_address_that_an_offer_names(receiver):
    """M19, T30: the browser knocks; whoever writes candidates makes nobody scan ports."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    listening.settimeout(0)
    port = listening.getsockname()[1]
    line = f"a=candidate:1 1 udp 2130706431 127.0.0.1 {port} typ host\r\n"
    assert candidate_from_sdp(line.strip().removeprefix("a=candidate:")).port == port

    browser = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    browser.addTransceiver(Plain(), direction="sendonly")
    await browser.setLocalDescription(await browser.createOffer())
    written = browser.localDescription.sdp.replace("a=end-of-candidates", line.strip() + "\r\na=end-of-candidates")
    assert str(port) in written
    look = offer(signaling.for_the_receiver(written))
    assert (await asyncio.to_thread(told, f"look:end:{look}"))["outcome"] == "failed"
    with pytest.raises(BlockingIOError):
        listening.recv(2000)
    listening.close()
    await browser.close()


def test_an_offer_of_more_than_a_picture_is_refused():
    whole = Path("tests/fakes/offer.sdp").read_text()
    with pytest.raises(signaling.BadDescription):
        signaling.for_the_receiver(whole)


def test_a_child_that_hangs_is_killed_and_its_look_has_failed(redis_live, monkeypatch, tmp_path):
    place = Place.of({"REDIS_LIVE_URL": STACK.environment["REDIS_LIVE_URL"], "CHATEAR_DATA": str(tmp_path)})
    parent = Receiver(place)
    if (pid := os.fork()) == 0:
        signal.pause()
    parent.children[pid] = ("ab" * 16, time.monotonic() - 60)
    client = servers.live()
    while parent.children:
        parent._reap(client)

    assert told("look:end:" + "ab" * 16)["outcome"] == "failed"
