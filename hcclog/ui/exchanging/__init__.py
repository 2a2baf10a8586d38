"""What leaves and what enters, on the window's side: dialogs, and the work behind them."""
