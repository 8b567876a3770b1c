"""What an indicator is, and those of buses and services."""
