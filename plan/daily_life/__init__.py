"""What projected people mean for daily life: households, services within reach, schools, the plan's targets."""
