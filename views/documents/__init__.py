"""DOCUMENTS: the page 計画書."""
