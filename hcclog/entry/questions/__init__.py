"""What could be right and is not likely: asked about before it is written, never refused."""
