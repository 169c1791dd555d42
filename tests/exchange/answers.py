"""Calls that may be refused, for tests which hand in anything at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence


def answer_of(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[Any, str]:
    """What the call gave and no code, or nothing and the code of the refusal; every refusal has its sentence."""
    try:
        return call(*arguments, **keywords), ""
    except (Refusal, Trouble) as answer:
        if not sentence(answer.code, answer.facts):
            raise
        return None, answer.code
