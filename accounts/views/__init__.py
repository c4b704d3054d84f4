"""The pages of accounts."""

from .door import enter, excluded, excluded_until, profile

__all__ = ["enter", "excluded", "excluded_until", "profile"]
