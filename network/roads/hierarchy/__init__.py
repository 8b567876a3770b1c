"""HIERARCHY OF ROADS: a network prepared so that many ways are found without searching the whole of it."""
