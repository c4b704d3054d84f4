"""News for all web processes from anywhere else: admin, tasks, commands."""

from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from . import groups


def put_out(*, person_id: UUID | None, device_id: int | None, address_hash: str) -> None:
    """Have the open sockets closed of a person, a device or an address."""
    layer = get_channel_layer()
    if layer is None:
        return
    who = {"person": str(person_id or ""), "device": device_id, "address_hash": address_hash}
    async_to_sync(layer.group_send)(groups.HOUSE, {"type": "who.must.go", "who": who})


def sign_out(*, person_id: UUID, device_id: int | None) -> None:
    """Have the open sockets closed of a person in one browser."""
    layer = get_channel_layer()
    if layer is None:
        return
    who = {"person": str(person_id), "device": device_id}
    async_to_sync(layer.group_send)(groups.HOUSE, {"type": "who.signed.out", "who": who})


def ask_for_look(*, person_id: UUID, look_id: str) -> None:
    """Have somebody's browser asked for a look at its camera; how it ends is told by `signals.look_ended`."""
    layer = get_channel_layer()
    if layer is None:
        return
    who = {"person": str(person_id), "look": look_id}
    async_to_sync(layer.group_send)(groups.HOUSE, {"type": "who.must.show", "who": who})
