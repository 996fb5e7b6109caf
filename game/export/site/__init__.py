"""A pack as pages that open anywhere: each role plays in the browser, without a server."""
