"""Who reaches what: minutes by car, on foot and by bus, to hubs, services and stops."""
