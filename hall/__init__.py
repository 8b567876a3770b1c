"""RESIDENTS: the small web app that residents' phones see in the hall, and what the facilitator does with their answers."""
