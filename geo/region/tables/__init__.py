"""TABLES OF A REGION: one module for each CSV file of the folder."""
