"""Training of the embedded models and fitting of confidences; never imported when articles are analysed."""
