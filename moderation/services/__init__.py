"""What moderation writes."""
