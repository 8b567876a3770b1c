"""TIMETABLES: the timetables of towns (stops down, trips across, or turned) and the workbooks of GTFS tables become feeds."""
