"""EXACT METHODS: one method of siting a file, each with its formulation and its proof of the bound."""
