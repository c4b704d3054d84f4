"""Run Chatear on one machine: PostgreSQL, Redis, the web processes and the worker, as children of one supervisor."""
