"""Start the pretended services, and print what to export so that Chatear asks them."""

import argparse
import contextlib
import shlex
import socket

import uvicorn

from .app import application
from .keys import Keys


def main() -> None:
    """Serve until somebody ends it."""
    options = argparse.ArgumentParser(prog="python -m tests.simulators.logins")
    options.add_argument("--port", type=int, default=9400, help="0 takes a free one")
    wanted: int = options.parse_args().port
    listener = socket.create_server(("127.0.0.1", wanted))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    keys = Keys()
    for name, value in keys.environment(address).items():
        print(f"export {name}={shlex.quote(value)}")
    print(flush=True)  # an empty line: that was all, and the port is open
    server = uvicorn.Server(uvicorn.Config(application(keys), lifespan="off", log_level="warning"))
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C
        server.run(sockets=[listener])


if __name__ == "__main__":
    main()
