"""MAP COMPONENT: a map on a Streamlit page: what is exchanged without redrawing, and what was done on it."""
