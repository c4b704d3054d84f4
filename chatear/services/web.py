"""One web process: uvicorn with the flags that were measured, the same here, in tests and in production.

python -m chatear.services.web --fd 3
python -m chatear.services.web --host 0.0.0.0 --port 8000
"""

import argparse
import os
import socket
import sys

import django
import uvicorn

# Not Daphne: it believes that a slow reader got everything, and grows. Without these limits 20 sockets can
# make 600 MiB of us; with permessage-deflate each socket costs three times its memory.
LARGEST_FRAME = 65_536  # bytes; ours are at most 32 KiB, the rest is room to answer politely
PING_EVERY = 4.0  # seconds
PING_TIMEOUT = 5.0  # seconds
# Of PostgreSQL, for pages: whoever waits longer than this would rather be told (reliability F13).
PATIENCE = "-c statement_timeout=5s -c lock_timeout=2s"
GRACE = 5  # seconds that open sockets have when we are asked to stop


def trusted_proxies() -> list[str]:
    """Return the hops whose X-Forwarded-For is believed."""
    return [hop.strip() for hop in os.environ.get("CHATEAR_TRUSTED_PROXIES", "").split(",") if hop.strip()]


def config(*, host: str, port: int) -> uvicorn.Config:
    """Return uvicorn's settings."""
    proxies = trusted_proxies()
    return uvicorn.Config(
        "chatear.asgi:application",
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=PING_EVERY,
        ws_ping_timeout=PING_TIMEOUT,
        lifespan="auto",
        access_log=False,  # it would hold addresses and paths
        log_config=None,  # Django's settings say what is logged
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=GRACE,
    )


def look_at_servers() -> None:
    """End the process, with what to do, where PostgreSQL or Redis would keep what must not be kept."""
    django.setup()
    from chatear import demands  # noqa: PLC0415 - needs settings

    demands.start_or_end()


def main() -> None:
    """Serve, on a socket that the supervisor opened or on one of our own."""
    parser = argparse.ArgumentParser(prog="python -m chatear.services.web", description="Serve the site.")
    parser.add_argument("--fd", type=int, help="a listening socket that is already open")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatear.settings.local")
    os.environ.setdefault("PGOPTIONS", PATIENCE)  # libpq reads it
    look_at_servers()
    sockets = None if asked.fd is None else [socket.socket(fileno=asked.fd)]
    server = uvicorn.Server(config(host=asked.host, port=asked.port))
    server.run(sockets=sockets)
    if not server.started:
        sys.exit(1)  # or a failed start would look like an orderly end


if __name__ == "__main__":
    main()
