"""A machine, or a namespace, with nothing but `lo` gives Firefox no address to call from; then one is made."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

import psutil

PAIR = ("chatear0", "chatear1")
MAKE = (
    "ip link add {0} type veth peer name {1}",
    "ip addr add 10.98.0.1/24 dev {0}",
    "ip link set {0} up",
    "ip link set {1} up",
    "ip route add default via 10.98.0.2",  # nobody is there, on purpose
)


class NoNetwork(Exception):
    """There is no address but that of `lo`, and we may not make one."""


def has_address() -> bool:
    """Return whether there is an address that another machine could use."""
    addresses = [one.address for each in psutil.net_if_addrs().values() for one in each if one.family.name == "AF_INET"]
    return any(not address.startswith("127.") for address in addresses)


@contextlib.contextmanager
def some_address() -> Iterator[None]:
    """Have an address besides that of `lo`, if need be on a pair of virtual interfaces that lead nowhere.

    :raises NoNetwork: if that takes rights that we do not have
    """
    if has_address():
        yield
        return
    if os.geteuid() != 0 or not shutil.which("ip"):
        raise NoNetwork
    try:
        for command in MAKE:
            subprocess.run(command.format(*PAIR).split(), check=True, capture_output=True)
        yield
    except subprocess.CalledProcessError as error:
        raise NoNetwork from error
    finally:
        subprocess.run(["ip", "link", "del", PAIR[0]], check=False, capture_output=True)
