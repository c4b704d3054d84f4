"""Pages of moderation that are not staff's."""
