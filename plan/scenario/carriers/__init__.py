"""CARRIERS: who carries a scenario, as values: the organisation, its company, what residents answered and agreed."""
