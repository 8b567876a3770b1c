"""The page 圏域・土地利用: spheres, areas and rules."""
