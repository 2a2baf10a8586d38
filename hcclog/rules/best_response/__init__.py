"""Best overall response: the best category of a treatment, by rules in an order."""
