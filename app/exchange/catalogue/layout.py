"""Where things stand in a list: the row of titles, and what each column holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.refusal import Refusal
from app.exchange.catalogue.fields import TITLES, Field
from app.exchange.catalogue.formats import FORMATS, OWN_FORMAT, Format, rate_in
from app.exchange.catalogue.titles import Meaning, party_meaning, plain, product_meaning
from app.exchange.cells import Table

_ROWS_BEFORE_TITLES = 30
_PRICES = (Field.PRICE, Field.PRICE_INCL, Field.PRICE_EXCL)
# Every column of these counts; of the others one does.
_ALL_COUNT = frozenset({Field.CODE, Field.OPTION, Field.TAX_APPLIES})
# Two columns that may be meant are not told apart by guessing where money or stock hangs on it.
_NEVER_GUESSED = frozenset({*_PRICES, Field.COST, Field.TAX, Field.QUANTITY})
_MAPPED_RANK = -1
_JUST_CODE = frozenset({"code", "codigo", "kod"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        title: As the list has it.
        field: What it holds; `NONE` where it is left aside.
        slot: Which of several columns of the kind.
        place: The shop that it speaks of, where the list has columns for several.
        rate: Of a column that says whether a tax applies: the percentage in its title.
    """

    index: int
    title: str
    field: Field = Field.NONE
    slot: int = 1
    place: str = ""
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where.

    Attributes:
        format_name: A program's name, or empty for a list of somebody's own.
        header_number: The row of the titles.
        columns: All columns, in order.
        place: The shop whose columns were taken, where there are several.
    """

    format_name: str
    header_number: int
    columns: tuple[Column, ...]
    place: str = ""

    @property
    def is_own(self) -> bool:
        """Whether this program wrote the list: texts are then taken as they stand."""
        return self.format_name == OWN_FORMAT

    def all(self, field: Field) -> tuple[Column, ...]:
        """The columns of a field, in order of slot and place in the row."""
        found = [column for column in self.columns if column.field is field]
        return tuple(sorted(found, key=lambda column: (column.slot, column.index)))

    def has(self, *fields: Field) -> bool:
        """Whether there is a column of one of the fields."""
        return any(column.field in fields for column in self.columns)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a kind of list must have, and what the person says about it.

    Attributes:
        keys: One of these fields must be there.
        needs: All of these must be there.
        leaves: Fields that this kind of list has no use for; their columns are left aside.
        meaning: What a title means in this kind of list.
        formats: Programs whose exports are this kind of list.
        mapping: Title to field by name ("barcode 2" is the second one), before anything that is found out.
        place: The shop whose columns are to be taken.
        prices_include_tax: Which prices to take where a list has both, or None.
    """

    keys: frozenset[Field]
    needs: frozenset[Field]
    leaves: frozenset[Field]
    meaning: Callable[[str], Meaning | None]
    formats: tuple[Format, ...]
    mapping: Mapping[str, str]
    place: str | None = None
    prices_include_tax: bool | None = None


def wanted_products(mapping: Mapping[str, str], *, place: str | None, prices_include_tax: bool | None) -> Wanted:
    """A price list."""
    keys = frozenset({Field.SKU, Field.CODE, Field.NAME, Field.KEY})
    leaves = frozenset({Field.QUANTITY, Field.LOCATION})
    return Wanted(keys, frozenset(), leaves, product_meaning, FORMATS, mapping, place, prices_include_tax)


def wanted_opening(mapping: Mapping[str, str], *, place: str | None) -> Wanted:
    """A list of opening stock."""
    keys = frozenset({Field.SKU, Field.CODE, Field.KEY})
    leaves = frozenset({*_PRICES, Field.TAX, Field.PART})
    return Wanted(keys, frozenset({Field.QUANTITY}), leaves, product_meaning, FORMATS, mapping, place)


def wanted_parties(mapping: Mapping[str, str]) -> Wanted:
    """A list of suppliers or customers."""
    keys = frozenset({Field.NAME, Field.PARTY_CODE})
    return Wanted(keys, frozenset(), frozenset(), party_meaning, (), mapping)


def find_layout(tables: Iterable[Table], wanted: Wanted, *, name: str) -> tuple[Table, Layout]:
    """The table of a file that is the list, and its layout.

    Args:
        tables: The sheets of the file.
        wanted: What kind of list it is to be.
        name: What a sentence calls the file.

    Raises:
        Refusal: `list_without_titles`, `list_without_column`, `column_unknown`, `field_unknown`, `columns_both_mean`,
            `prices_other_tax`, `place_unknown`.
    """
    given = _mapped(wanted.mapping)
    best: tuple[int, Table, int] | None = None
    for table in tables:
        for at, cells in enumerate(table.rows[:_ROWS_BEFORE_TITLES]):
            score = _title_count(cells, wanted, given)
            if score > 1 and (best is None or score > best[0]):
                best = score, table, at
    if best is None:
        raise Refusal("list_without_titles", name=name)
    _, table, at = best
    layout = _layout(table.rows[at], at + 1, wanted, given)
    missing = [field for field in wanted.needs if not layout.has(field)]
    if missing or not layout.has(*wanted.keys):
        what = TITLES[missing[0]] if missing else " or ".join(TITLES[field] for field in Field if field in wanted.keys)
        titles = ", ".join(cell.strip() for cell in table.rows[at] if cell.strip())
        raise Refusal("list_without_column", name=name, what=what, titles=titles[:300])
    return table, layout


def _mapped(mapping: Mapping[str, str]) -> dict[str, Meaning]:
    """The mapping given by hand, by plain title.

    Raises:
        Refusal: `field_unknown`.
    """
    given: dict[str, Meaning] = {}
    for title, target in mapping.items():
        field, _, slot = target.strip().partition(" ")
        if field not in set(Field) or (slot and not (slot.isdigit() and 0 < int(slot) < 100)):
            raise Refusal("field_unknown", text=target[:40], known=", ".join(one for one in Field if one))
        given[plain(title)] = Meaning(Field(field), _MAPPED_RANK, int(slot or 1))
    return given


def _title_count(cells: tuple[str, ...], wanted: Wanted, given: Mapping[str, Meaning]) -> int:
    """How many different things the titles in a row name; a format's own titles count all."""
    titles = frozenset(plain(cell) for cell in cells if cell)
    if any(one.fits(titles) for one in wanted.formats):
        return len(titles)
    meanings = [given.get(plain(cell)) or wanted.meaning(cell) for cell in cells if cell.strip()]
    return len({(meaning.field, meaning.slot) for meaning in meanings if meaning is not None})


def _layout(titles: tuple[str, ...], number: int, wanted: Wanted, given: Mapping[str, Meaning]) -> Layout:
    plain_titles = frozenset(plain(title) for title in titles)
    for title in wanted.mapping:
        if plain(title) not in plain_titles:
            raise Refusal("column_unknown", text=title[:40], titles=", ".join(titles)[:300])
    known = next((one for one in wanted.formats if one.fits(plain_titles)), None)
    meaning = known.meaning if known is not None and known.columns else wanted.meaning
    found = {index: given.get(plain(title)) or meaning(title) for index, title in enumerate(titles)}
    if any(one is not None and (one.field, one.rank) == (Field.SKU, 0) for one in found.values()):
        # Beside a SKU a column named just "Code" holds the barcode; alone it is the SKU.
        found = {index: _barcode(one, titles[index]) for index, one in found.items()}
    leaves = wanted.leaves | {Field.NONE}
    meanings = {index: one for index, one in found.items() if one is not None and one.field not in leaves}
    place = _place(meanings.values(), wanted.place)
    meanings = {index: one for index, one in meanings.items() if one.place in {"", place}}
    chosen = _chosen(_with_one_price(meanings, titles, wanted.prices_include_tax), titles)
    columns = [
        Column(index, title.strip(), one.field, one.slot, one.place, rate_in(title))
        if (one := chosen.get(index)) is not None
        else Column(index, title.strip())
        for index, title in enumerate(titles)
    ]
    return Layout(known.name if known else "", number, tuple(columns), place)


def _barcode(meaning: Meaning | None, title: str) -> Meaning | None:
    if meaning is None or meaning.field is not Field.SKU or plain(title) not in _JUST_CODE:
        return meaning
    return replace(meaning, field=Field.CODE)


def _place(meanings: Iterable[Meaning], wished: str | None) -> str:
    """The place whose columns are taken: the wished one, else the first.

    Raises:
        Refusal: `place_unknown`.
    """
    places = list(dict.fromkeys(meaning.place for meaning in meanings if meaning.place))
    if wished is None or not places:
        return places[0] if places else ""
    for place in places:
        if plain(place) == plain(wished):
            return place
    raise Refusal("place_unknown", text=wished[:40], known=", ".join(places)[:300])


def _with_one_price(
    meanings: dict[int, Meaning], titles: tuple[str, ...], include_tax: bool | None
) -> dict[int, Meaning]:
    """The same with the one price column that the shop can use, and no word about tax any more.

    Raises:
        Refusal: `prices_other_tax` where only prices of the other kind are there, `columns_both_mean`.
    """
    prices = {index: one for index, one in meanings.items() if one.field in _PRICES}
    others = {index: one for index, one in meanings.items() if one.field not in _PRICES}
    wrong = None if include_tax is None else Field.PRICE_EXCL if include_tax else Field.PRICE_INCL
    usable = {index: one for index, one in prices.items() if one.field is not wrong}
    if prices and not usable:
        title = titles[next(iter(prices))].strip()
        raise Refusal("prices_other_tax", title=title, said="without" if include_tax else "with")
    if include_tax is not None:
        # Of two titles as plain as each other the one that speaks of tax is surer.
        spoken = {one.rank for one in usable.values() if one.field is not Field.PRICE}
        usable = {i: one for i, one in usable.items() if one.field is not Field.PRICE or one.rank not in spoken}
    priced = {index: replace(one, field=Field.PRICE) for index, one in usable.items()}
    return others | priced


def _chosen(meanings: dict[int, Meaning], titles: tuple[str, ...]) -> dict[int, Meaning]:
    """One column for each thing, the plainest; of several as plain the first, unless money or stock hangs on it.

    Raises:
        Refusal: `columns_both_mean`.
    """
    chosen: dict[int, Meaning] = {}
    taken: dict[tuple[Field, int], int] = {}
    for index, one in sorted(meanings.items(), key=lambda item: (item[1].rank, item[0])):
        key = one.field, one.slot
        if one.field in _ALL_COUNT or key not in taken:
            taken.setdefault(key, index)
            chosen[index] = one
        elif one.field in _NEVER_GUESSED and chosen[taken[key]].rank == one.rank:
            first, second = titles[taken[key]].strip(), titles[index].strip()
            raise Refusal("columns_both_mean", first=first, second=second, what=TITLES[one.field])
    return chosen
