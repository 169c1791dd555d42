"""What every refusal, warning and trouble says to a person, in English; the screens translate these sentences.

Each sentence says what is the matter and what to do. `{name}` is filled from the facts that came with the code.
Keep the table sorted by code.
"""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    "bad_currency": "“{text}” is no currency code: use three capital letters, such as EUR.",
    "bad_number": "The {what} “{text}” is not a plain number such as 12.50.",
    "out_of_bounds": "The {what} “{text}” is too large or too small to be right. Check it and type it again.",
    "too_many_decimals": "The {what} “{text}” has more than {digits} decimals.",
}


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a code, its facts filled in. A code without a sentence is a bug and says so plainly."""
    return SENTENCES[code].format_map({name: str(value) for name, value in facts.items()})
