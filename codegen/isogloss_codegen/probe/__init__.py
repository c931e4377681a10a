"""Tests the behaviour of a live server with requests.

`plan` makes experiments (`experiment`) of the spec and of its table `observable.yaml`, `run` sends them within bounds
and keeps each `answer`, `paging` follows lists, `judge` says what the answers show, `findings` by which rules and what
is alike, `report` presents it, `draft` writes it down as an overlay. `session` is all of that for one server.
"""
