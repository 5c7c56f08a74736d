"""Labels of a statement beside its spans: kind, act, modality, nesting."""
