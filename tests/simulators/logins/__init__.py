"""Pretended Facebook, Google, Apple, VK ID, Telegram and X: their protocols, with all checks, and pages for people.

One program answers for all of them: the first piece of a path is the host it stands for, so that behind it the paths
are the companies' own. `python -m tests.simulators.logins` starts it beside `make run`.
"""
