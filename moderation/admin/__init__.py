"""The moderators' desk in the admin: one queue, one case at a time, appeals, decisions."""
