"""Other services that vouch for people: which there are, how each is talked to, and what of it may be kept."""
