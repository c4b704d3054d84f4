import re

import pytest
from django.core.management import call_command
from django.test import override_settings


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "chatear.storage.HashedFiles"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_our_modules_import_each_other_by_hashed_names(collected):
    imports = re.compile(r"""(?:from|import)\s*["'](\.[^"']+\.js)["']""")
    hashed = re.compile(r"\.[0-9a-f]{12}\.js$")
    ours = [path for path in (collected / "js").rglob("*.js") if hashed.search(path.name)]
    named = {name for path in ours for name in imports.findall(path.read_text())}

    assert ours
    assert {name for name in named if not hashed.search(name)} == set()


def test_every_file_has_a_compressed_twin_that_is_smaller(collected):
    twins = list((collected / "js").rglob("*.js.gz"))

    assert twins
    assert all(twin.stat().st_size < twin.with_suffix("").stat().st_size for twin in twins)
