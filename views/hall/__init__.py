"""PAGE 会場: the facilitator asks the hall, sees the answers arrive, writes down hands and paper, and takes the sums home."""
