"""Bus services of a scenario: edits, trips, money, hand-over."""
