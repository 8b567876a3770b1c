"""What comes in: runs of imports, wishes, and the check of a region."""
