"""MAPS: what is drawn, in which colours and with which legend; Python says what, the browser draws it (`web/`)."""
