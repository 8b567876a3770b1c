"""Timetable feeds in GTFS and GTFS-JP: read whole, checked, looked at with types, written back without loss."""
