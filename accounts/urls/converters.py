"""What may stand in an address where a name of ours does."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from accounts.photos import NAME
from privacy.services.letters import CLEAR, REFERENCE_LENGTH


class PhotoName(StringConverter):
    """The name of a photo."""

    regex = NAME


class Reference(StringConverter):
    """The number of a letter."""

    regex = f"[{CLEAR}]{{{REFERENCE_LENGTH}}}"


register_converter(PhotoName, "photo")
register_converter(Reference, "reference")
