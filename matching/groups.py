"""Names on the channel layer, and the one listener that each web process has there."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

#: Every web process listens here for what is rare: somebody must go, or has signed out.
HOUSE: Final = "house"


async def listen(news: Mapping[str, Callable[..., None]]) -> None:
    """Pass on who must go and who signed out, each kind to whom it concerns, for as long as the process runs."""
    layer = get_channel_layer()
    if layer is None:
        return  # a site without a channel layer: the rounds at the gate must do
    name = await layer.new_channel()
    await layer.group_add(HOUSE, name)
    while True:
        try:
            message: dict[str, Any] = await layer.receive(name)
        except OSError as error:
            logger.warning("the channel layer can't be read", extra={"error": type(error).__name__})
            await asyncio.sleep(1)
            continue
        if (do := news.get(message["type"])) is not None:
            do(**message["who"])
