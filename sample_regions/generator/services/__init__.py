"""SERVICES: facilities, buses, riders and what residents answered."""
