"""TURN credentials: the form that coturn checks."""

import base64
import hashlib
import hmac

from matching.turn import ice_servers


def servers(**changes):
    given = {"stun_urls": [], "turn_urls": [], "secret": "s", "lifetime": 60, "now": 1000, "token": "random"} | changes
    return ice_servers(**given)


def test_credentials_say_when_they_expire_and_not_whose_they_are():
    (turn,) = servers(turn_urls=["turn:relay.example"])

    assert turn["username"] == "1060:random"
    expected = base64.b64encode(hmac.new(b"s", b"1060:random", hashlib.sha1).digest()).decode()
    assert turn["credential"] == expected


def test_without_servers_there_are_none():
    assert servers() == []
    assert servers(stun_urls=["stun:s.example"]) == [{"urls": ["stun:s.example"]}]
