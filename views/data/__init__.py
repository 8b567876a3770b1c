"""The page データ: files in, sources and notices."""
