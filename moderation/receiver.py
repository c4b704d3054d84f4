"""The evidence receiver: takes one picture from a browser's own camera, seals it, and hangs up (promise: DAT-10).

    python -m moderation.receiver

A process of its own, without Django, database or any secret of the site: it reads offers from Redis *live*, and writes
sealed pictures. What comes from a browser is decoded in a child that lives for one look, with little memory and time;
whatever it does to itself, the next look finds a fresh one (reliability M19 to M22, T30 to T37, R9). The parent has no
thread and no event loop, so that it may fork: a child is there within milliseconds, with everything imported.
"""

import asyncio
import contextlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, NoReturn

import aioice.ice
import redis
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpReceiver, RTCSessionDescription
from aiortc.codecs import vpx
from PIL import Image, ImageStat

from moderation.pictures import Cabinet, redraw

OFFERS: Final = "look:offers"
LASTS: Final = 15  # seconds for which an answer or an end lies in Redis
#: Seconds that a look may take from its offer, and after which its child is killed.
LONGEST: Final = 4.0
KILLED_AFTER: Final = 5.0
ROUND: Final = 0.2  # seconds between two looks at the children
#: Memory that a child may take beyond what it has from its parent, and seconds of processor.
MEMORY: Final = 512 * 1024 * 1024
PROCESSOR: Final = 4
#: A camera of 1920 by 1080 has fewer. A frame of 112 KB can be made to have 67 million (reliability M22).
MOST_PIXELS: Final = 2_100_000
#: Below this spread of brightness there is nothing to be seen: a lens that is covered, a camera that just wakes up.
DARK: Final = 4.0
DARK_FOR: Final = 1.0  # seconds for which a browser may go on showing nothing
TOO_LARGE: Final = 3  # exit code


@dataclass(frozen=True, slots=True)
class Place:
    """What the operator says of this receiver."""

    redis_url: str
    cabinet: Cabinet
    addresses: tuple[str, ...]  # to bind; empty: all of this machine
    public: str  # by which browsers reach those addresses, where a NAT is in between
    at_once: int

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Place":
        """Read it from the environment."""
        data = Path(environment.get("CHATEAR_DATA", "var")).resolve()
        return cls(
            redis_url=environment.get("REDIS_LIVE_URL", "redis://127.0.0.1:6379/0"),
            cabinet=Cabinet(pictures=data / "evidence", keys=data / "evidence-keys"),
            addresses=tuple(
                filter(None, environment.get("CHATEAR_RECEIVER_ADDRESSES", "").replace(" ", "").split(","))
            ),
            public=environment.get("CHATEAR_RECEIVER_PUBLIC", ""),
            at_once=int(environment.get("CHATEAR_RECEIVER_AT_ONCE", "") or 8),
        )


@dataclass
class Receiver:
    """The parent: gives each offer a child of its own, and says how it ended where the child can't."""

    place: Place
    children: dict[int, tuple[str, float]] = field(default_factory=dict)  # by pid: which look, and since when
    stopping: bool = False

    def run(self) -> None:
        """Work until asked to stop."""
        client = _client(self.place)
        while not self.stopping:
            self._reap(client)
            try:
                found = client.blpop([OFFERS], timeout=ROUND) if len(self.children) < self.place.at_once else None
            except (redis.RedisError, OSError):
                time.sleep(ROUND)  # it comes back
                continue
            if found is not None:
                self._begin(found[1], client)
            elif len(self.children) >= self.place.at_once:
                time.sleep(0.01)
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)

    def stop(self, *_: Any) -> None:
        """Stop after this round."""
        self.stopping = True

    def _begin(self, raw: Any, client: "redis.Redis") -> None:
        offer = _read(raw)
        if offer is None or offer["until"] < time.time():
            return
        client.connection_pool.disconnect()  # parent and child would talk over one socket
        if (pid := os.fork()) == 0:
            _child(self.place, offer)
        self.children[pid] = (offer["id"], time.monotonic())

    def _reap(self, client: "redis.Redis") -> None:
        now = time.monotonic()
        for pid, (look, since) in list(self.children.items()):
            if now - since > KILLED_AFTER:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self.children[pid]
                if status:
                    with contextlib.suppress(redis.RedisError, OSError):
                        _put(client, f"look:end:{look}", outcome="failed")


def _read(raw: Any) -> dict[str, Any] | None:
    """Return an offer; None for anything else."""
    try:
        offer = json.loads(raw)
        fits = isinstance(offer["until"], int | float) and all(
            isinstance(offer[key], str) for key in ("id", "name", "sdp")
        )
    except (ValueError, TypeError, KeyError):
        return None
    return offer if fits else None


def _child(place: Place, offer: Mapping[str, Any]) -> NoReturn:
    """Take one picture and end; nothing of an offer is ever logged."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _limit()
        _guard(place)
        code = asyncio.run(_look(place, offer, _client(place)))
    except Exception:  # noqa: BLE001 - what comes from outside breaks a library in forty ways (reliability M20)
        code = 1
    finally:
        os._exit(code)


async def _look(place: Place, offer: Mapping[str, Any], client: "redis.Redis") -> int:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    outcome = "failed"
    try:
        async with asyncio.timeout(LONGEST):
            answer = await _answer(connection, offer["sdp"])
            _put(client, f"look:answer:{offer['id']}", sdp=_reachable(answer, place.public))
            picture = await _picture(connection)
        if picture is None:
            outcome = "dark"
        else:
            place.cabinet.keep(offer["name"], redraw(picture), taken_at=time.time())
            outcome = "taken"
    except TimeoutError:
        outcome = "failed"
    finally:
        _put(client, f"look:end:{offer['id']}", outcome=outcome)
        await connection.close()
    return 0


async def _answer(connection: RTCPeerConnection, sdp: str) -> str:
    """Answer an offer: one picture in VP8, which every browser sends, and whose decoder is the smallest of all."""
    await connection.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
    known = RTCRtpReceiver.getCapabilities("video")
    codecs = known.codecs if known else []
    for transceiver in connection.getTransceivers():
        transceiver.setCodecPreferences([codec for codec in codecs if codec.mimeType == "video/VP8"])
        transceiver.direction = "recvonly"
    await connection.setLocalDescription(await connection.createAnswer())
    return str(connection.localDescription.sdp)


async def _picture(connection: RTCPeerConnection) -> Image.Image | None:
    """Return the first frame on which there is something to be seen; None where there is none for a second."""
    track, until = connection.getReceivers()[0].track, 0.0
    while True:
        frame: Any = await track.recv()
        if frame.width * frame.height > MOST_PIXELS:
            os._exit(TOO_LARGE)
        picture: Image.Image = frame.to_image()
        if ImageStat.Stat(picture.convert("L")).stddev[0] > DARK or _has_colour(picture):
            return picture
        until = until or time.monotonic() + DARK_FOR
        if time.monotonic() > until:
            return None


def _has_colour(picture: Image.Image) -> bool:
    """Whether a picture that is the same everywhere is at least of a colour, or bright."""
    means = ImageStat.Stat(picture).mean
    return max(means) > 40  # noqa: PLR2004 - of 255; a covered lens gives some 16


def _reachable(sdp: str, public: str) -> str:
    """Return an answer with the address by which browsers come, where that is not the one that we know."""
    if not public:
        return sdp
    lines = sdp.split("\r\n")
    for place, line in enumerate(lines):
        if line.startswith("a=candidate:"):
            parts = line.split(" ")
            parts[4] = public
            lines[place] = " ".join(parts)
    return "\r\n".join(lines)


def _limit() -> None:
    """Leave this process little to break with; what it has from its parent it keeps."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _guard(place: Place) -> None:
    """Bind what the operator says, and refuse a picture by its head, before it is unpacked (RFC 6386, 9.1)."""
    if place.addresses:
        wanted = [str(ip_address(address)) for address in place.addresses]
        aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: [  # it leaves out the machine itself
            address for address in wanted if (use_ipv6 if ":" in address else use_ipv4)
        ]
    decode = vpx.Vp8Decoder.decode

    def guarded(self: Any, encoded: Any) -> Any:
        head = bytes(encoded.data[:10])
        if len(head) == 10 and not head[0] & 1:  # noqa: PLR2004 - a key frame: it says how large it is
            width, height = int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
            if width * height > MOST_PIXELS:
                os._exit(TOO_LARGE)
        return decode(self, encoded)

    vpx.Vp8Decoder.decode = guarded  # type: ignore[method-assign,assignment]  # it has no other place for this


def _put(client: "redis.Redis", key: str, **content: str) -> None:
    pipe = client.pipeline(transaction=False)
    pipe.rpush(key, json.dumps(content))
    pipe.expire(key, LASTS)
    pipe.execute()


def _client(place: Place) -> "redis.Redis":
    return redis.Redis.from_url(place.redis_url, socket_timeout=2, socket_connect_timeout=2, driver_info=None)


def main() -> None:
    """Receive until asked to stop."""
    if not __debug__:
        sys.exit("Start it without -O: what is asserted is how aiortc checks what it gets.")
    receiver = Receiver(Place.of(os.environ))
    signal.signal(signal.SIGTERM, receiver.stop)
    signal.signal(signal.SIGINT, receiver.stop)
    receiver.run()


if __name__ == "__main__":
    main()
