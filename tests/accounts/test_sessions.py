"""A session's cookie is a stranger's text until a row answers to it."""

import pytest

from privacy import policy

ODD = [r'"\000aaaaaaaaaaaaaaaa"', r'"aaaaaaaa\000"', "a" * 5000, "AAAAAAAAAAAA", "ééééééééé", '""', "short"]


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ODD)
def test_a_cookie_that_is_no_key_is_nobodys_session(client, cookie):
    header = {"HTTP_COOKIE": f"sessionid={cookie}"}

    assert client.get("/nl/", **header).status_code == 200
    assert client.post("/account/profile/", {}, headers={"accept": "application/json"}, **header).status_code == 403


@pytest.mark.django_db
def test_a_key_that_was_given_out_is_known_again(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    answer = client.post("/account/profile/", {"gender": "F"}, headers={"accept": "application/json"})

    assert answer.json()["gender"] == "F"
