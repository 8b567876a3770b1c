"""OSM, LIVE: what is asked of OpenStreetMap when the user says so, and the region made of the answer."""
