"""Pages for when there is none: in the visitor's language, and with a way on."""

import pytest
from django.test import Client
from django.urls import path

from chatear.urls import urlpatterns as ours


def breaks(_request):
    raise RuntimeError


urlpatterns = [path("breaks/", breaks), *ours]


def test_a_page_that_is_not_there(client, db):
    response = client.get("/nl/nowhere/")

    assert response.status_code == 404
    assert 'href="/nl/"' in response.content.decode()


def test_a_form_that_was_not_sent_from_our_page(db):
    response = Client(enforce_csrf_checks=True).post("/enter/", {}, headers={"accept-language": "nl"})

    assert response.status_code == 403
    assert 'href="/nl/"' in response.content.decode()


@pytest.mark.urls("tests.accounts.test_dead_ends")
def test_a_page_that_breaks(client):
    client.raise_request_exception = False
    response = client.get("/breaks/", headers={"accept-language": "nl"})

    assert response.status_code == 500
    assert "Chatear" in response.content.decode()
