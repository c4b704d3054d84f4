"""Django's settings in this process, pointed at a running simulator."""

import importlib

from chatear.settings import social


def point(settings, monkeypatch, environment: dict[str, str]) -> None:
    """Read the settings for signing in elsewhere once more, from this environment."""
    with monkeypatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        importlib.reload(social)
        for name in dir(social):
            if name.startswith(("SOCIAL_", "FACEBOOK_")):
                setattr(settings, name, getattr(social, name))
    importlib.reload(social)
