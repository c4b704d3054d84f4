"""Run Chatear on one machine: its own PostgreSQL and Redis, the web processes and the worker, as children of one supervisor."""
