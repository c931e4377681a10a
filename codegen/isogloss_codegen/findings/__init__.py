"""One type of finding for all commands, one row for each rule, and one renderer for each format.

`finding` is what `validate`, `diff`, `check` and `probe` report. `rules` has the rows: id, levels, words, example,
advice. `report` has what a renderer needs; `frame` (text), `formats` (GitHub), `sarif` and `junit` render it.
"""
