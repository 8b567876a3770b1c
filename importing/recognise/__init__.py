"""RECOGNISE: what a file that somebody drops is taken for, with the reason."""
