"""PHONES: the pages and addresses that residents' phones see; nothing else can be reached from there."""
