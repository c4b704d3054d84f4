"""SDP and candidates: real ones pass, mutants are refused or cleaned, and no address gets through that must not."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching.protocol import Candidate
from matching.signaling import (
    MOST_CANDIDATES,
    AddressPolicy,
    BadCandidate,
    BadDescription,
    clean_candidates,
    clean_description,
)

#: What Chromium and Firefox made in a network of 10.98.0.1 and fd00:98::1, with a relay there.
CORPUS = Path(__file__).parent.parent / "corpus" / "sdp"
SDPS = {path.stem: path.read_bytes().decode() for path in sorted(CORPUS.glob("*.sdp"))}
BATCHES = {path.stem: path.read_text() for path in sorted(CORPUS.glob("*.json"))}
OFFER = SDPS["chromium-156-offer"]
PARTS_OF_AN_OFFER = ("a=fingerprint:", "a=ice-ufrag:", "a=ice-pwd:", "a=setup:", "m=", "a=rtpmap:", "a=fmtp:", "a=ssrc")

OPEN, LAN, HIDDEN = AddressPolicy(), AddressPolicy(lan=True), AddressPolicy(lan=True, relay_only=True)
ADDRESS = re.compile(r"^a=candidate:\S+ \d+ \S+ \d+ (\S+)", re.MULTILINE)
ANY_ADDRESS = re.compile(r"(?<![\d.])\d+\.\d+\.\d+\.\d+|fd00:[0-9a-f:]+|\S+\.local")


def kind_of(name: str) -> str:
    return "answer" if "answer" in name else "offer"


def candidate(address: str, kind: str = "host", tail: str = "") -> Candidate:
    return Candidate(f"candidate:1 1 udp 2122194687 {address} 38285 typ {kind}{tail}", sdpMid="0")


def kept(address: str, policy: AddressPolicy, kind: str = "host") -> bool:
    return bool(clean_candidates([candidate(address, kind)], policy=policy))


@pytest.mark.parametrize("name", SDPS)
def test_a_real_description_passes_and_loses_nothing_but_addresses(name):
    cleaned = clean_description(SDPS[name], kind=kind_of(name), policy=LAN).splitlines()
    gone = [line for line in SDPS[name].splitlines() if line not in cleaned]

    assert all(line.startswith(("c=", "a=rtcp:", "a=candidate:", "o=")) for line in gone)
    for part in PARTS_OF_AN_OFFER:
        assert [line for line in cleaned if line.startswith(part)] == [
            line for line in SDPS[name].splitlines() if line.startswith(part)
        ]


@pytest.mark.parametrize("name", SDPS)
def test_the_hidden_tell_no_address_but_their_relays(name):
    """promise: DIS-4"""
    cleaned = clean_description(SDPS[name], kind=kind_of(name), policy=HIDDEN)
    relays = [line for line in cleaned.splitlines() if " typ relay" in line]

    assert all(" typ relay raddr 0.0.0.0 rport 0" in line for line in relays)
    assert len(ADDRESS.findall(cleaned)) == len(relays)
    for line in set(cleaned.splitlines()) - set(relays):
        assert set(ANY_ADDRESS.findall(line)) <= {"0.0.0.0"}


@pytest.mark.parametrize("name", SDPS)
def test_no_private_address_reaches_a_stranger(name):
    cleaned = clean_description(SDPS[name], kind=kind_of(name), policy=OPEN)

    assert set(ANY_ADDRESS.findall(cleaned)) == {"0.0.0.0"}


@pytest.mark.parametrize("name", BATCHES)
def test_real_batches_pass_and_the_hidden_send_their_relays_of_them(name):
    batch = msgspec.json.decode(BATCHES[name], type=list[Candidate])
    relays = [one for one in batch if " typ relay" in one.candidate]

    assert len(clean_candidates(batch, policy=LAN)) == len(batch)
    hidden = clean_candidates(batch, policy=HIDDEN)
    assert [one for one in hidden if one.candidate] == clean_candidates(relays, policy=HIDDEN)
    assert len(relays) >= 2


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
        ("fe80::1%eth0", False, False),
        ("2a00:1450::1%evil", False, False),
        ("fec0::1", False, True),
        ("2002:c0a8:105::1", False, True),
        ("2002:e000:1::1", False, False),
        ("64:ff9b::c0a8:105", False, False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False, True),
        ("8.8.8.8.", False, False),
        ("134744072", False, False),
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


def test_what_a_candidate_says_in_words_of_its_own_is_taken_out():
    (cleaned,) = clean_candidates(
        [candidate("8.8.8.8", tail=" x-home 192.168.1.5 generation 0 network-id 1")], policy=OPEN
    )

    assert cleaned.candidate.endswith("typ host generation 0 network-id 1")


def test_a_candidate_without_a_medium_would_make_a_browser_throw():
    with pytest.raises(BadCandidate, match="sdpMid"):
        clean_candidates([Candidate(candidate("8.8.8.8").candidate)], policy=OPEN)


def test_attributes_that_no_call_needs_are_taken_out():
    more = ["a=x-home:192.168.1.5", "a=simulcast:send 1;2", "a=rid:1 send", "a=candidate", "a=crypto:1 AES x"]
    cleaned = clean_description(OFFER + "".join(f"{line}\r\n" for line in more), kind="offer", policy=LAN)

    assert cleaned == clean_description(OFFER, kind="offer", policy=LAN)


def test_the_end_of_candidates_always_passes():
    assert clean_candidates([Candidate("")], policy=HIDDEN) == [Candidate("")]


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "candidate:1 1 udp 1 8.8.8.8 70000 typ host",
        "candidate:1 1 sctp 1 8.8.8.8 1 typ host",
        "candidate:1 1 udp 1 8.8.8.8 1 typ host\r\na=evil",
        "candidate:1 1 udp 1 8.8.8.8 1 typ host\n",
        "candidate:1 1 udp 1 8.8.8.8 1",
        "candidate:1 1 udp 1 8.8.8.8 \u0663 typ host",
        "candidate:1 1 udp 1 8.8.8.8 1 typ ho\u017ft",
        "candidate:1 1 udp 1 8.8.8.8 1 typ relay raddr",
    ],
)
def test_what_is_no_candidate_is_refused(line):
    with pytest.raises(BadCandidate):
        clean_candidates([Candidate(line, sdpMid="0")], policy=LAN)


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "v=0",
        "v=1\r\ns=-\r\n",
        "x" * 20_000,
        OFFER.replace("a=fingerprint:", "a=fingerprin:"),
        OFFER.replace("a=ice-pwd:", "a=ice-pw:"),
        OFFER.replace("m=video", "m=image"),
        OFFER.replace("m=video", "m=text"),
        OFFER.replace("s=-", "s=\x00"),
        OFFER.replace("s=-", "s=\xe9"),
        OFFER.replace("s=-", "s=-\ra=evil"),
        OFFER.replace("s=-", "i=192.168.1.5"),
        OFFER.replace("m=video", "m=audio"),
        OFFER.replace("IN IP4 127.0.0.1", "IN"),
        OFFER + "a=mid:x\r\n" * 500,
        OFFER + "a=mid:" + "x" * 5000 + "\r\n",
        OFFER + "a=candidate:1 1 udp 1 8.8.8.8 1 typ host\r\n" * MOST_CANDIDATES,
        OFFER + "a=candidate:1 1 udp 1 8.8.8.8\r\n",
        OFFER.partition("m=")[0],
    ],
)
def test_what_is_no_description_is_refused(sdp):
    with pytest.raises(BadDescription) as refusal:
        clean_description(sdp, kind="offer", policy=LAN)
    assert str(refusal.value).endswith("."), "it says why in a sentence"


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Return a real description with a few lines lost, doubled, moved, cut, taken from another or filled with noise."""
    lines = SDPS[draw(st.sampled_from(sorted(SDPS)))].split("\r\n")
    others = SDPS[draw(st.sampled_from(sorted(SDPS)))].split("\r\n")
    for _ in range(draw(st.integers(1, 6))):
        where = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["lose", "double", "move", "cut", "noise", "other", "candidate"]))
        if change == "lose" and len(lines) > 1:
            del lines[where]
        elif change == "double":
            lines.insert(where, lines[where])
        elif change == "move":
            lines.append(lines.pop(where))
        elif change == "cut":
            lines[where] = lines[where][: draw(st.integers(0, 12))]
        elif change == "noise":
            at = draw(st.integers(0, len(lines[where])))
            lines[where] = lines[where][:at] + draw(st.text(max_size=6)) + lines[where][at:]
        elif change == "other":
            lines.insert(where, draw(st.sampled_from(others)))
        else:
            lines.insert(where, "a=candidate:1 1 udp 1 " + draw(st.text(max_size=20)) + " 9 typ host")
    return draw(st.sampled_from(["\r\n", "\n"])).join(lines)


@given(mutants() | st.text(max_size=200), st.sampled_from([OPEN, LAN, HIDDEN]), st.sampled_from(["offer", "answer"]))
@settings(max_examples=400)
@example("v=0\no=- 1 1 IN IP4 x\n", OPEN, "offer")
def test_a_mutant_is_refused_or_comes_out_clean(sdp, policy, kind):
    try:
        cleaned = clean_description(sdp, kind=kind, policy=policy)
    except BadDescription:
        return
    assert clean_description(cleaned, kind=kind, policy=policy) == cleaned
    for address in ADDRESS.findall(cleaned):
        assert kept(address, policy, "relay")
    if policy.relay_only:
        assert not re.search(r" typ (host|srflx|prflx)", cleaned, re.IGNORECASE)
    assert {line for line in cleaned.splitlines() if line[:2] == "c="} <= {"c=IN IP4 0.0.0.0"}


LINES = [one["candidate"] for batch in BATCHES.values() for one in json.loads(batch)]
NOISY = st.builds(
    lambda line, at, noise, length: line[:at] + noise + line[at + length :],
    st.sampled_from(LINES),
    st.integers(0, 100),
    st.text(max_size=12) | st.sampled_from(["8.8.8.8", "relay", " raddr ", "::1", "%1", "\n"]),
    st.integers(0, 12),
)


@given(st.lists(NOISY | st.text(max_size=80), max_size=4), st.sampled_from([OPEN, LAN, HIDDEN]))
@settings(max_examples=400)
def test_noisy_candidates_are_refused_or_come_out_clean(lines, policy):
    try:
        cleaned = clean_candidates([Candidate(line, sdpMid="0") for line in lines], policy=policy)
    except BadCandidate:
        return
    assert clean_candidates(cleaned, policy=policy) == cleaned
    for one in cleaned:
        assert not one.candidate or kept(one.candidate.split(" ")[4], policy, "relay")
        assert "\n" not in one.candidate
