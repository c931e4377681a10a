"""What all tests share: the running mock, as its users get it."""

pytest_plugins = ["isogloss.testing", "pytester"]
