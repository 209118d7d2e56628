"""What makes the figures in the docs: documents from a seeded generator, and the clocks that are held to them."""
