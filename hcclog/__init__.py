"""A desktop log for following patients with hepatocellular carcinoma."""

__version__ = "0.1.0"
