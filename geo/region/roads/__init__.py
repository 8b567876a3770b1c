"""ROADS OF A REGION: the road file in each of its forms, and what is wrong with it."""
