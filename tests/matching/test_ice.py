"""The servers by which a browser tries its network."""

import pytest

from privacy import policy


@pytest.fixture(autouse=True)
def relay(settings):
    settings.STUN_URLS = ["stun:turn.example:3478"]
    settings.TURN_URLS, settings.TURN_SECRET = ["turn:turn.example:3478"], "secret"


@pytest.mark.django_db
def test_a_credential_for_the_relay_is_for_those_who_came_in(client, redis_live):
    before = client.get("/ice/").json()["ice_servers"]
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    after = client.get("/ice/").json()["ice_servers"]

    assert [server["urls"] for server in before] == [["stun:turn.example:3478"]]
    assert [server["urls"] for server in after] == [["stun:turn.example:3478"], ["turn:turn.example:3478"]]
    assert after[1]["credential"]


@pytest.mark.django_db
def test_a_script_can_not_collect_credentials(client, redis_live, settings):
    settings.LAN = False
    answers = [client.get("/ice/").status_code for _ in range(31)]

    assert set(answers[:30]) == {200}
    assert answers[30] == 429
