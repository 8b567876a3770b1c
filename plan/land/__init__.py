"""Land use: hub area, conservation area, council, permits, notices."""
