"""FILES: archives, workbooks, tables and layers of any make, opened safely; encodings, axes and coordinate systems guessed."""
