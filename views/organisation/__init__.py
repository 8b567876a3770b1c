"""The page 運営・資金."""
