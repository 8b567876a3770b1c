"""What one village has: its day, its gaps, its sheet."""
