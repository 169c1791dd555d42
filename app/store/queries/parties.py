"""Who and where: tills, locations and people by their codes."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.refusal import Refusal
from app.domain.rights import Person, Role
from app.store.database import Connection


class Desk(NamedTuple):
    """Where a document arises and who makes it, with the book's own numbers for them.

    Attributes:
        is_shelf: Whether goods stand at the location; else they are on the way there.
    """

    till_id: int
    till: str
    location_id: int
    location: str
    person_id: int
    person: Person
    is_shelf: bool = True


_TILL = """
SELECT till.id, till.code, location.id, location.code, location.kind
FROM till JOIN location ON location.id = till.location_id WHERE till.code = ?
"""


def desk(connection: Connection, *, till: str, user: str | None, location: str | None) -> Desk:
    """The desk behind the codes; no user is the owner, no location the till's.

    Raises:
        Refusal: `unknown_till`, `unknown_user`, `unknown_location`.
    """
    row = connection.execute(_TILL, (till,)).get
    if row is None:
        raise Refusal("unknown_till", till=till)
    till_id, till_code, location_id, location_code, kind = row
    if location is not None and location != location_code:
        (location_id, kind), location_code = _location(connection, location), location
    person_id, somebody = person(connection, user)
    return Desk(till_id, till_code, location_id, location_code, person_id, somebody, kind != _TRANSIT)


_TRANSIT = "transit"


def check_shelf(desk: Desk) -> None:
    """Refuse a document for goods that stand somewhere, at the place where goods are on the way.

    Raises:
        Refusal: `not_a_shelf`.
    """
    if not desk.is_shelf:
        raise Refusal("not_a_shelf", location=desk.location)


def person(connection: Connection, code: str | None) -> tuple[int, Person]:
    """A person by code; None is the first one, the owner.

    Raises:
        Refusal: `unknown_user`, also for one who no longer works here.
    """
    if code is None:
        row = connection.execute("SELECT id, code, name, role FROM person ORDER BY id LIMIT 1").get
    else:
        row = connection.execute("SELECT id, code, name, role FROM person WHERE code = ? AND active = 1", (code,)).get
    if row is None:
        raise Refusal("unknown_user", user=code or "")
    return row[0], Person(row[1], row[2], Role(row[3]))


def person_id(connection: Connection, code: str) -> int:
    """The number of a person, also of one who no longer works here.

    Raises:
        Refusal: `unknown_user`.
    """
    found = connection.execute("SELECT id FROM person WHERE code = ?", (code,)).get
    if found is None:
        raise Refusal("unknown_user", user=code[:40])
    return int(found)


def people(connection: Connection) -> list[Person]:
    """The people who work here, in the order in which they came."""
    rows = connection.execute("SELECT code, name, role FROM person WHERE active = 1 ORDER BY id")
    return [Person(code, name, Role(role)) for code, name, role in rows]


def location_id_of(connection: Connection, code: str) -> int:
    """The number of a location.

    Raises:
        Refusal: `unknown_location`.
    """
    return _location(connection, code)[0]


def shelf_id_of(connection: Connection, code: str) -> int:
    """The number of a location where goods can stand.

    Raises:
        Refusal: `unknown_location`, `not_a_shelf`.
    """
    location_id, kind = _location(connection, code)
    if kind == _TRANSIT:
        raise Refusal("not_a_shelf", location=code)
    return location_id


def _location(connection: Connection, code: str) -> tuple[int, str]:
    found = connection.execute("SELECT id, kind FROM location WHERE code = ?", (code,)).fetchone()
    if found is None:
        raise Refusal("unknown_location", location=code)
    return int(found[0]), str(found[1])


def location_code(connection: Connection, location_id: int) -> str:
    """The code of a location that is known to be there."""
    return str(connection.execute("SELECT code FROM location WHERE id = ?", (location_id,)).get)


def named_location(connection: Connection, text: str) -> tuple[int, str]:
    """Number and code of the location that a person means: by its code, else by its name, in any case of letters.

    Raises:
        Refusal: `unknown_location`, also where the name stands for several.
    """
    rows = list(connection.execute("SELECT id, code, name FROM location ORDER BY id"))
    word = text.casefold()
    for is_meant in (
        lambda code, _: code == text,
        lambda code, _: code.casefold() == word,
        lambda _, name: name.casefold() == word,
    ):
        meant = [(location_id, code) for location_id, code, name in rows if is_meant(code, name)]
        if len(meant) == 1:
            return meant[0]
    raise Refusal("unknown_location", location=text)


def customer_id_of(connection: Connection, code: str) -> int:
    """The number of a customer.

    Raises:
        Refusal: `unknown_customer`.
    """
    found = connection.execute("SELECT id FROM customer WHERE code = ?", (code,)).get
    if found is None:
        raise Refusal("unknown_customer", customer=code)
    return int(found)


def supplier_id_of(connection: Connection, code: str) -> int:
    """The number of a supplier.

    Raises:
        Refusal: `unknown_supplier`.
    """
    found = connection.execute("SELECT id FROM supplier WHERE code = ?", (code,)).get
    if found is None:
        raise Refusal("unknown_supplier", supplier=code)
    return int(found)


def tender_kinds(connection: Connection) -> dict[str, str]:
    """The kinds of tender, each with its name, in the order in which they were made."""
    return dict(connection.execute("SELECT kind, name FROM tender_kind ORDER BY id"))


def is_known(connection: Connection, kind: str, code: str) -> bool:
    """Whether there is a `supplier` or `customer` with that code."""
    finder = {"supplier": supplier_id_of, "customer": customer_id_of}[kind]
    try:
        finder(connection, code)
    except Refusal:
        return False
    return True
