"""What a person can do: one public method for each verb, each one transaction."""
