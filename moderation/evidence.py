"""Where this site keeps pictures of evidence."""

from pathlib import Path

from django.conf import settings

from .pictures import Cabinet


def cabinet() -> Cabinet:
    """Return the folders of this site's pictures and of their keys."""
    return Cabinet(pictures=Path(settings.EVIDENCE_ROOT), keys=Path(settings.EVIDENCE_KEYS_ROOT))
