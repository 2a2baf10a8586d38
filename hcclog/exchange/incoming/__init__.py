"""What comes in: files of every kind to a plan, which a person sees before anything is written."""
