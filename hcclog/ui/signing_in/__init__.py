"""Who sits at the window: signing in, the lock, passwords, people."""
