"""PEOPLE: where villages stand, what they are called, who lives there."""
