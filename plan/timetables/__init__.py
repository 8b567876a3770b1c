"""The timetables of a region and of a scenario, as pages and papers read them."""
