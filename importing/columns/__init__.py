"""COLUMNS: which column is what: headers, the kinds of imports, the numbered columns of 国土数値情報."""
