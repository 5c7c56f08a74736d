"""How the embedded models are made. Nothing here is imported when articles are analysed."""
