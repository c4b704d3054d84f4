"""Compile translations without GNU gettext, which a fresh machine does not have."""

from pathlib import Path

import polib


def compile_messages(folder: Path) -> list[Path]:
    """Write a `.mo` beside each `.po` under the folder that is newer than it; return those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written
