"""CONNECTIONS: how places connect over roads, how long it takes, and whom a hub reaches."""
