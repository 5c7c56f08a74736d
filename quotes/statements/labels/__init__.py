"""What is said of a statement beside its spans: its act and modality."""
