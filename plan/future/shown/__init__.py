"""What is shown of a projection: for which villages together, in which words, rounded as forecasts are."""
