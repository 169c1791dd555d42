"""SELECTs that answer with frozen values."""
