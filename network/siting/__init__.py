"""SITING: which sites become hubs: the question, the choice of a method, the answer and its check."""
