"""Model sets: names, places, indexes, download and installation; the embedded weights lie beside the code."""
