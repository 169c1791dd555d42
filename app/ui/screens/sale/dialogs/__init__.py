"""Dialogs and inline entries of the sale screen: frozen values in, one frozen value out, nothing done by themselves."""
