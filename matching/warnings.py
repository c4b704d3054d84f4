"""Words of the house for somebody who sits here: a warning in the chat."""

from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from . import groups


def warn(*, person_id: UUID, code: str) -> None:
    """Have somebody told what `seats/words.py` says under a code, wherever they sit."""
    layer = get_channel_layer()
    if layer is None:
        return
    who = {"person": str(person_id), "code": code}
    async_to_sync(layer.group_send)(groups.HOUSE, {"type": "who.must.hear", "who": who})
