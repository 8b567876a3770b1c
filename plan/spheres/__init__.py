"""Living spheres: members, shapes, grounds, comparison with districts."""
