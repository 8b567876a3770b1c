"""HALL: what the wall of a village hall adds to a map: its theme, its message, its running buses."""
