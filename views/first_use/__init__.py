"""FIRST USE: how the first opening begins, and the tour on the real pages from there to a first hub on paper."""
