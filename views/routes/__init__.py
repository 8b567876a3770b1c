"""The page 路線: services as drafts."""
