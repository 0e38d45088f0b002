"""The campaign: everything that may go wrong around a sync, on the fake GitHub, and what people lose by it."""
