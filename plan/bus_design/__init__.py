"""BUS DESIGN: a bus system proposed for a scenario, its figures by the ordinary evaluation, and why they are so."""
