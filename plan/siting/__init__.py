"""Siting: what is asked, candidate sites and their scores, the answer and its reasons."""
