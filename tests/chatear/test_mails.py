"""The page of kept mails: for whoever tries a copy out on their own machine, and for nobody else."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from chatear.services.places import PROJECT
from chatear.settings import base, local
from tests.chatear.test_settings import SERVER


@pytest.fixture
def folder(tmp_path, settings, db):
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def put(folder, *subjects: str) -> None:
    """Keep some mails as the site does."""
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    for subject in subjects:
        mail = EmailMultiAlternatives(
            subject, "Open http://testserver/en/x/\n", to=["ann@chatear.example"], connection=connection
        )
        mail.attach_alternative('<p style="color:red">Open <a href="http://testserver/en/x/">it</a></p>', "text/html")
        mail.send()
    connection.close()


def test_the_last_mail_comes_first_with_its_text_and_its_html(client, folder):
    put(folder, "Eerste", "¿Y la segunda? ☂")
    page = client.get("/mail/", headers={"accept-language": "en"}).content.decode()

    assert page.index("¿Y la segunda? ☂") < page.index("Eerste")
    assert "ann@chatear.example" in page
    assert '<a href="http://testserver/en/x/" rel="nofollow">' in page
    assert 'srcdoc="&lt;base target=&quot;_top&quot;&gt;&lt;p style=' in page


def test_a_mail_runs_nothing(client, folder):
    put(folder, "<script>alert(1)</script>")
    response = client.get("/mail/")

    assert "<script>alert" not in response.content.decode()
    assert "allow-scripts" not in response.content.decode()
    assert "script-src 'self';" in response["Content-Security-Policy"] + ";"


def test_without_mails_the_page_says_so(client, folder):
    assert "No mail yet." in client.get("/mail/", headers={"accept-language": "en"}).content.decode()


def test_nobody_else_on_the_network_reads_them(client, folder):
    put(folder, "A link that opens an account")

    assert client.get("/mail/", REMOTE_ADDR="192.168.1.7").status_code == 404


def test_only_the_settings_of_one_machine_keep_mails():
    assert local.MAIL_IS_KEPT
    assert not base.MAIL_IS_KEPT


def on_a_server(command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python with production's settings."""
    kept = {"PATH": os.environ["PATH"], "CHATEAR_DATA": os.environ["CHATEAR_DATA"]}
    line = [sys.executable, "-c", f"import django; django.setup(); {command}"]
    return subprocess.run(line, cwd=PROJECT, env=kept | SERVER | more, capture_output=True, text=True, check=False)


def test_a_server_has_no_such_page():
    done = on_a_server("from django.urls import reverse; reverse('mail')")

    assert "NoReverseMatch: Reverse for 'mail' not found" in done.stderr
    assert reverse("mail") == "/mail/"


def test_a_server_sends_by_smtp_or_by_a_mail_company():
    say = "from django.core import mail; backend = mail.get_connection(); print(type(backend).__module__)"
    keys = '{"MAILGUN_API_KEY": "key", "MAILGUN_SENDER_DOMAIN": "mail.chatear.example"}'
    company = {"CHATEAR_MAIL_BACKEND": "anymail.backends.mailgun.EmailBackend", "CHATEAR_MAIL_ANYMAIL": keys}

    assert on_a_server(say).stdout.strip() == "django.core.mail.backends.smtp"
    assert on_a_server(say, **company).stdout.strip() == "anymail.backends.mailgun"
