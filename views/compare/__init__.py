"""The page 比較: scenarios side by side."""
