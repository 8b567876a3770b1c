"""RULES OF FEEDS: one rule is a code, a severity, a source and a function."""
