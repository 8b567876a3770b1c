"""WORKSPACE: what is kept on this machine between sessions: plans, uploads, regions of one's own, imports."""
