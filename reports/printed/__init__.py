"""PRINTED: sheets and maps on paper."""
