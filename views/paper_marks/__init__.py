"""PAPER MARKS: the page 紙の地図."""
