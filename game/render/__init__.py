"""Floor 4: a Page, and the ledger of a run, as text or HTML."""
