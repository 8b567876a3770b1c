"""GUARD: what stands between the phones and the meeting: how often, how much, from where, and what a browser may do."""
