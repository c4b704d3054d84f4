"""A mail is a row until it is sent: it waits for a mail server that is away, and gives up in the end."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from anymail.exceptions import AnymailAPIError
from django.core.mail.backends.base import BaseEmailBackend

from privacy import emails
from privacy.models import Outgoing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Refusing(BaseEmailBackend):
    """A mail server that is away, or a mail company that says no."""

    error: Exception = SMTPServerDisconnected("away")

    def send_messages(self, email_messages):
        raise self.error


@pytest.fixture
def mail(db):
    return emails.post(
        "no-account",
        to="ann@chatear.example",
        language="nl",
        content={"register": "https://chatear.example/nl/"},
        now=NOON,
    )


def test_a_mail_is_sent_once_and_forgotten(mail, mailoutbox):
    assert emails.due(now=NOON) == [mail.pk]
    assert emails.send(mail_id=mail.pk, now=NOON)
    assert not emails.send(mail_id=mail.pk, now=NOON), "two workers may be told of one mail"
    assert [sent.to for sent in mailoutbox] == [["ann@chatear.example"]]
    assert not Outgoing.objects.exists()


def test_it_is_in_the_language_of_whoever_gets_it(mail, mailoutbox):
    emails.send(mail_id=mail.pk, now=NOON)
    [html] = mailoutbox[0].alternatives

    assert '<html lang="nl" dir="ltr">' in html.content
    assert "https://chatear.example/nl/" in html.content
    assert "https://chatear.example/nl/" in mailoutbox[0].body


@pytest.mark.parametrize("error", [SMTPServerDisconnected("away"), ConnectionRefusedError(), AnymailAPIError("no")])
def test_a_mail_that_is_refused_waits_longer_each_time_and_is_given_up_in_the_end(mail, settings, monkeypatch, error):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "error", error)
    waits, now = [], NOON
    while Outgoing.objects.exists():
        assert not emails.send(mail_id=mail.pk, now=now)
        for next_at in Outgoing.objects.values_list("next_at", flat=True):
            assert emails.due(now=next_at - timedelta(seconds=1)) == []
            waits.append(next_at - now)
            now = next_at

    assert len(waits) == emails.MOST_TRIES - 1
    assert waits == sorted(set(waits))
    assert waits[0] == emails.FIRST_WAIT
