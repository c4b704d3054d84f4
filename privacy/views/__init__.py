"""The public pages about privacy and rules."""
