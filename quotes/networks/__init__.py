"""What the learned networks share."""
