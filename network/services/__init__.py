"""BUS SERVICES: what a bus service is: route, stops, trips, calendar, vehicle, terms."""
