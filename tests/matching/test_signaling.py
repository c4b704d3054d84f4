"""SDP and candidates: real ones pass, mutants are refused or cleaned, and no address gets through that must not."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.protocol import Candidate
from matching.signaling import AddressPolicy, BadCandidate, BadDescription, clean_candidates, clean_description

CORPUS = sorted((Path(__file__).parent.parent / "corpus" / "sdp").glob("*.sdp"))
OFFERS = [path.read_bytes().decode() for path in CORPUS]
OPEN, LAN, HIDDEN = AddressPolicy(), AddressPolicy(lan=True), AddressPolicy(lan=True, relay_only=True)
ADDRESS = re.compile(r"^a=candidate:\S+ \d+ \S+ \d+ (\S+)", re.MULTILINE)


def candidate(address: str, kind: str = "host", tail: str = "") -> Candidate:
    return Candidate(f"candidate:1 1 udp 2122194687 {address} 38285 typ {kind}{tail}", sdpMid="0")


def kept(address: str, policy: AddressPolicy, kind: str = "host") -> bool:
    return bool(clean_candidates([candidate(address, kind)], policy=policy))


@pytest.mark.parametrize("offer", OFFERS, ids=[path.stem for path in CORPUS])
def test_a_real_offer_passes_and_keeps_its_keys_byte_for_byte(offer):
    cleaned = clean_description(offer, kind="offer", policy=LAN)

    for must in ("a=fingerprint:", "a=ice-ufrag:", "a=ice-pwd:", "a=setup:", "m=", "a=rtpmap:"):
        assert [line for line in cleaned.splitlines() if line.startswith(must)] == [
            line for line in offer.splitlines() if line.startswith(must)
        ]


@pytest.mark.parametrize("offer", OFFERS, ids=[path.stem for path in CORPUS])
def test_the_hidden_tell_no_address_at_all(offer):
    """promise: DIS-4"""
    cleaned = clean_description(offer, kind="offer", policy=HIDDEN)

    assert ADDRESS.findall(cleaned) == []
    told = set(re.findall(r"\d+\.\d+\.\d+\.\d+", cleaned)) - {"0.0.0.0", "127.0.0.1"}
    assert told == set(), "127.0.0.1 is what browsers write into o="


@pytest.mark.parametrize(
    ("address", "open_house", "lan"),
    [
        ("8.8.8.8", True, True),
        ("2a00:1450::1", True, True),
        ("192.168.1.5", False, True),
        ("10.0.0.1", False, True),
        ("100.64.0.1", False, True),
        ("169.254.1.1", False, True),
        ("127.0.0.1", False, True),
        ("fe80::1", False, True),
        ("fd00::2", False, True),
        ("::ffff:192.168.1.5", False, True),
        ("224.0.0.1", False, False),
        ("0.0.0.0", False, False),
        ("12345678-1234-1234-1234-123456789abc.local", False, True),
        ("evil.example", False, False),
        ("localhost", False, False),
    ],
)
def test_which_addresses_pass(address, open_house, lan):
    assert (kept(address, OPEN), kept(address, LAN)) == (open_house, lan)


def test_the_hidden_pass_on_relayed_candidates_only():
    assert not kept("8.8.8.8", HIDDEN, "host")
    assert not kept("8.8.8.8", HIDDEN, "srflx")
    assert kept("8.8.8.8", HIDDEN, "relay")


def test_the_address_behind_an_address_is_taken_out():
    with_raddr = candidate("8.8.8.8", "srflx", " raddr 192.168.1.5 rport 1234 generation 0 ufrag abcd")

    (cleaned,) = clean_candidates([with_raddr], policy=OPEN)

    assert cleaned.candidate.endswith("typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag abcd")
    assert cleaned.sdpMid == "0"


def test_the_end_of_candidates_always_passes():
    assert clean_candidates([Candidate("")], policy=HIDDEN) == [Candidate("")]


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "candidate:1 1 udp 1 8.8.8.8 70000 typ host",
        "candidate:1 1 sctp 1 8.8.8.8 1 typ host",
        "candidate:1 1 udp 1 8.8.8.8 1 typ host\r\na=evil",
        "candidate:1 1 udp 1 8.8.8.8 1",
    ],
)
def test_what_is_no_candidate_is_refused(line):
    with pytest.raises(BadCandidate):
        clean_candidates([Candidate(line)], policy=LAN)


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "v=0",
        "v=1\r\ns=-\r\n",
        "x" * 20_000,
        OFFERS[0].replace("a=fingerprint:", "a=fingerprin:"),
        OFFERS[0].replace("a=ice-pwd:", "a=ice-pw:"),
        OFFERS[0].replace("m=video", "m=image"),
        OFFERS[0].replace("s=-", "s=\x00"),
        OFFERS[0].replace("m=video", "m=audio"),
        OFFERS[0] + "a=x\r\n" * 500,
        OFFERS[0] + "a=" + "x" * 5000 + "\r\n",
    ],
)
def test_what_is_no_description_is_refused(sdp):
    with pytest.raises(BadDescription):
        clean_description(sdp, kind="offer", policy=LAN)


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Return a real offer with a few lines lost, doubled, swapped, cut or filled with noise."""
    lines = draw(st.sampled_from(OFFERS)).split("\r\n")
    for _ in range(draw(st.integers(1, 5))):
        where = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["lose", "double", "cut", "noise", "candidate"]))
        if change == "lose" and len(lines) > 1:
            del lines[where]
        elif change == "double":
            lines.insert(where, lines[where])
        elif change == "cut":
            lines[where] = lines[where][: draw(st.integers(0, 12))]
        elif change == "noise":
            lines[where] += draw(st.text(max_size=6))
        else:
            lines.insert(where, "a=candidate:1 1 udp 1 " + draw(st.text(max_size=20)) + " 9 typ host")
    return draw(st.sampled_from(["\r\n", "\n"])).join(lines)


@given(mutants(), st.sampled_from([OPEN, LAN, HIDDEN]))
@settings(max_examples=400)
def test_a_mutant_is_refused_or_comes_out_clean(sdp, policy):
    try:
        cleaned = clean_description(sdp, kind="offer", policy=policy)
    except BadDescription:
        return
    assert clean_description(cleaned, kind="offer", policy=policy) == cleaned
    for address in ADDRESS.findall(cleaned):
        assert kept(address, policy, "relay")
    if policy.relay_only:
        assert " typ host" not in cleaned
