"""The page 道が切れたら: what a closed road cuts off."""
