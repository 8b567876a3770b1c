"""RESIDENTS: the web app on residents' phones, what the facilitator does with answers, and paper maps that come back."""
