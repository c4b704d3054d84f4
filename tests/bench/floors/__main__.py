"""Serve a floor exactly as Chatear is served: `python -m tests.bench.floors echo --port 8001`."""

import argparse

import uvicorn

from chatear.services.web import config


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.floors")
    parser.add_argument("floor", choices=["echo", "pairing"])
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    settings = config(host="127.0.0.1", port=asked.port)
    settings.app = f"tests.bench.floors.{asked.floor}:application"
    uvicorn.Server(settings).run()


if __name__ == "__main__":
    main()
