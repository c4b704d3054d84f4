"""Every mail there is, in every language of the site."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core import mail

from chatear.services.places import PROJECT
from privacy import emails
from tests.pages import left_over, words_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NUMBERS = {"months": 23}  # a plural needs one
LANGUAGES = [code for code, _ in settings.LANGUAGES]
MAILS = sorted(path.name for path in (PROJECT / "templates" / "mail").iterdir() if path.is_dir())


def sent(template, language):
    """Send a mail and return it with its HTML."""
    row = emails.post(template, to="ann@chatear.example", language=language, content=NUMBERS, now=NOW)
    emails.send(mail_id=row.pk, now=NOW)
    message = mail.outbox.pop()
    return message, message.alternatives[0][0]


@pytest.mark.parametrize("template", MAILS)
def test_a_mail_is_in_the_language_of_whoever_gets_it(template):
    english, _ = sent(template, "en")
    for language in LANGUAGES:
        message, html = sent(template, language)
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
        assert message.subject
        assert language == "en" or message.subject != english.subject
        assert language == "en" or message.body != english.body


@pytest.mark.parametrize("template", MAILS)
def test_no_mail_has_a_word_without_a_translation(template):
    message, html = sent(template, "ar")
    plain = f'<html lang="ar"><p>{message.subject}</p><p>{message.body}</p></html>'

    assert left_over(html) | left_over(plain) == set()
    assert len(words_of(html)) > 2
