"""The compose file's own commands, as processes of this machine behind a real Caddy with TLS."""

import http.client
import json
import os
import re
import secrets
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from chatear.services import readiness
from chatear.services.children import Child
from chatear.services.places import PROJECT
from tests.stack import STACK, Stack, free_port

SERVICES = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
READY_WITHIN = 60  # seconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is missing; `make deploy-check` installs it"),
]


@dataclass
class Site:
    """The running stack, as its visitors reach it."""

    port: int
    authority: ssl.SSLContext
    web: dict[str, Child]

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPSConnection("localhost", self.port, context=self.authority, timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()


def as_process(name: str, environment: dict[str, str], folder: Path, port: int | None = None) -> Child:
    """Turn a service of the compose file into a process: the same command, on a port of ours."""
    command = list(SERVICES[name]["command"])
    if port:
        command[command.index("--port") + 1] = str(port)
    command = [str(folder / "beat-schedule") if part == "/data/beat-schedule" else part for part in command]
    program = {"python": [sys.executable], "celery": [sys.executable, "-m", "celery"]}[command[0]]
    return Child(name, [*program, *command[1:]], folder / f"{name}.log", STACK.watch, environment)


def caddy(folder: Path, port: int, web: list[int]) -> Child:
    """Describe Caddy with our file; only its ports and the folder of its certificates are others."""
    file = folder / "Caddyfile"
    ours = f"admin off\n\tskip_install_trust\n\thttp_port {free_port()}\n\thttps_port {port}"
    file.write_text((PROJECT / "deploy" / "Caddyfile").read_text().replace("admin off", ours))
    addresses = {"SITE": f"localhost:{port}", "WEB": " ".join(f"127.0.0.1:{number}" for number in web)}
    environment = os.environ | addresses | {"XDG_DATA_HOME": str(folder / "caddy"), "HOME": str(folder)}
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    return Child("caddy", command, folder / "caddy.log", STACK.watch, environment)


def settings_of(service: str, stack: Stack, folder: Path, port: int) -> dict[str, str]:
    """Return what the compose file and a filled-in .env would give a service."""
    ours = {
        **SERVICES[service]["environment"],
        **stack.environment,
        "DATABASE_URL": stack.fresh_database(),
        "CHATEAR_DATA": str(folder),
        "CHATEAR_SECRET_KEY": secrets.token_urlsafe(50),
        "CHATEAR_HOSTS": "localhost,127.0.0.1",
        "CHATEAR_ORIGINS": f"https://localhost:{port}",
        "CHATEAR_TRUSTED_PROXIES": "127.0.0.1",
    }
    return {"PATH": os.environ["PATH"]} | ours


def authority_of(folder: Path) -> ssl.SSLContext:
    root = folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    wait_until(root.exists)
    return ssl.create_default_context(cafile=str(root))


def wait_until(holds) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def site(stack, tmp_path_factory) -> Iterator[Site]:
    folder, port, ports = tmp_path_factory.mktemp("server"), free_port(), [free_port(), free_port()]
    environment = settings_of("web-1", stack, folder, port)
    subprocess.run([sys.executable, *SERVICES["prepare"]["command"][1:]], cwd=PROJECT, env=environment, check=True)
    web = {
        name: as_process(name, environment, folder, number)
        for name, number in zip(("web-1", "web-2"), ports, strict=True)
    }
    children = [
        *web.values(),
        *(as_process(name, environment, folder) for name in ("worker", "beat")),
        caddy(folder, port, ports),
    ]
    try:
        for child in children:
            child.start()
        for number in ports:
            readiness.wait(f"http://127.0.0.1:{number}", seconds=READY_WITHIN, meanwhile=lambda: None)
        running = Site(port, authority_of(folder), web)
        wait_until(lambda: running.get("/health/ready")[0].status == http.client.OK)
        yield running
    finally:
        for child in reversed(children):
            child.stop()


def test_the_site_is_ready_behind_tls(site):
    answer, body = site.get("/health/ready")

    assert set(json.loads(body).values()) == {True}
    assert answer.getheader("Strict-Transport-Security").startswith("max-age=31536000")


def test_the_page_and_its_hashed_files_come_whole(site):
    answer, page = site.get("/en/")
    script = re.search(r'src="(/static/js/app\.[0-9a-f]{12}\.js)"', page)
    assert script, page[:2000]
    file, _ = site.get(script[1])

    assert answer.getheader("Content-Security-Policy")
    assert (file.status, "immutable" in file.getheader("Cache-Control")) == (200, True)


def test_cookies_cannot_be_set_by_a_neighbour(site):
    answer, _ = site.get("/en/")
    cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]

    assert cookies
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies)


def test_a_socket_from_another_origin_is_refused(site):
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            f"wss://localhost:{site.port}/ws/chat/", ssl=site.authority, origin="https://elsewhere.example", proxy=None
        ),
    ):
        pass

    assert refused.value.response.status_code == http.client.FORBIDDEN


def test_one_web_process_is_enough(site):
    site.web["web-1"].stop()

    assert {site.get("/health/ready")[0].status for _ in range(6)} == {200}
