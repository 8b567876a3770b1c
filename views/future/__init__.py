"""The page 将来: who will live here, and what can be done."""
