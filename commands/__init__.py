"""COMMANDS: what the command line reads and prints; everything that screens do, without a browser."""
