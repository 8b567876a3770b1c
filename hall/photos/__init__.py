"""PHOTOS: photographs of sheets, laid straight and evenly lit, their code read."""
