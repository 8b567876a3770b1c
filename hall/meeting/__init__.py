"""MEETING: what is asked in the hall, the answers as they arrived, and what they add up to; kept in one file each evening."""
