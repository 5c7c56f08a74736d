"""How well statements and their sources are found: gold attributions, and everything that is counted on them."""
