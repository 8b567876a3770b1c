"""TRANSIT: from a timetable to door-to-door times and outings."""
