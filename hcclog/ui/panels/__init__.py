"""What one sees, part by part."""
