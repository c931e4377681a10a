"""The settings of a project: the levels of rules, and the findings that it ignores."""
