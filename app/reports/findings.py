"""What the proof of the book has found: each thing with the facts of its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.wording import sentence

# Of one kind of finding; more are counted, so that a book that is all wrong still gets an answer.
MOST_OF_A_KIND = 1000


class Finding:
    """Something in the book that is not as it must be.

    Attributes:
        code: A stable word; `wording` has its sentence.
        facts: What the sentence needs, written as a person reads it.
    """

    __slots__ = ("code", "facts")

    def __init__(self, code: str, /, **facts: object) -> None:
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return sentence(self.code, self.facts)

    def __repr__(self) -> str:
        return f"Finding({self.code}, {self.facts})"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain of a till ends: what to keep on paper, as an anchor.

    Attributes:
        documents: How many there are in the chain.
        digest: Of the last one, "" before the first.
    """

    till: str
    documents: int
    digest: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The outcome of a proof.

    Attributes:
        found: What is wrong, in the order in which the book was read.
        unsaid: How many more findings there are than `found` holds.
        documents, movements: How many were read.
        heads: Of each till that has documents.
    """

    found: tuple[Finding, ...]
    unsaid: int
    documents: int
    movements: int
    heads: tuple[Head, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.found

    def told(self) -> str:
        """The answer in lines for a person: each thing that is wrong; or that the book is right, and its heads.

        The heads of the chains are for writing down: the book can be held to them later.
        """
        if self.is_clean:
            right = f"The book is right: {self.documents} documents, {self.movements} movements."
            heads = (f"{head.till}: {head.documents} documents, digest {head.digest}" for head in self.heads)
            return "\n".join((right, *heads))
        more = [f"And {self.unsaid} more of the same kinds."] if self.unsaid else []
        many = len(self.found) + self.unsaid
        wrong = f"The book is not right ({many} found). Keep it as it is, and compare it with the last good copy."
        return "\n".join((*map(str, self.found), *more, wrong))


class Notebook:
    """Where findings are written down while the book is read."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._kinds: Counter[str] = Counter()

    def note(self, finding: Finding) -> None:
        """Write one down, or only count it where there are many of its kind."""
        self._kinds[finding.code] += 1
        if self._kinds[finding.code] <= MOST_OF_A_KIND:
            self._found.append(finding)

    def has(self, *codes: str) -> bool:
        """Whether there is a finding of one of these kinds."""
        return any(code in self._kinds for code in codes)

    @property
    def found(self) -> tuple[Finding, ...]:
        """The findings that were written down."""
        return tuple(self._found)

    @property
    def unsaid(self) -> int:
        """How many were only counted."""
        return self._kinds.total() - len(self._found)
