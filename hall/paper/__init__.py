"""PAPER THAT COMES BACK: maps printed for pens, and their photographs read again."""
