"""OFFICE TABLES: riders, contracts and survey answers as a town office keeps them."""
