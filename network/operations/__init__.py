"""OPERATIONS: vehicle blocks, drivers' hours, costs, subsidies and freight of a schedule."""
