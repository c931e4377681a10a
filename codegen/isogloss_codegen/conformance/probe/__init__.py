"""Finds out how a live server speaks, by asking it.

`plan` makes experiments of the spec and of its table `observable.yaml`, `run` sends them within bounds, `judge` says
what the answers show, `report` presents it, `draft` writes it down as an overlay.
"""
