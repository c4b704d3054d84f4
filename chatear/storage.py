"""How static files are stored: each under a name with its hash, so that browsers may keep it for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Follow the imports of our ES modules as well, or they would load unhashed, stale copies of each other.

    Django finds `import` and `export ... from` only in statements that end with a semicolon, reads comments too, and
    never comes to an end with a cycle: all are rules of ours (CONTRIBUTING.md).
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 12  # one for each step of the longest chain of imports; a cycle still fails
