"""Where this machine keeps the program's data."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "tillbook"


def default_book() -> Path:
    """The book that opens when nobody names one."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "shop.book"


def sample_book() -> Path:
    """The book of the sample shop, apart from any real one."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "sample.book"


def settings_file() -> Path:
    """The settings of this machine: printers, scanners, window."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "machine.json"


def log_file() -> Path:
    """What went wrong, for whoever has to find out."""
    return Path(platformdirs.user_log_dir(_NAME, appauthor=False)) / "tillbook.log"


def receipts_folder(book: Path) -> Path:
    """The folder beside a book where its receipts are kept as PDFs."""
    return book.with_name(f"{book.stem}-receipts")


def orders_folder(book: Path) -> Path:
    """The folder beside a book where its orders are kept as PDFs."""
    return book.with_name(f"{book.stem}-orders")


def counts_folder(book: Path) -> Path:
    """The folder beside a book where its counts are kept on paper, as PDFs."""
    return book.with_name(f"{book.stem}-counts")


def deliveries_folder(book: Path) -> Path:
    """The folder beside a book where its deliveries are kept on paper, as PDFs."""
    return book.with_name(f"{book.stem}-deliveries")


def labels_folder(book: Path) -> Path:
    """The folder beside a book where its labels are kept as PDFs."""
    return book.with_name(f"{book.stem}-labels")


def reports_folder(book: Path) -> Path:
    """The folder beside a book where its reports and period packs are kept."""
    return book.with_name(f"{book.stem}-reports")


def copies_folder(book: Path, chosen: str) -> Path:
    """The folder for copies of a book: the one that was chosen, or one beside it; by its whole path."""
    return Path(chosen).expanduser() if chosen else book.absolute().with_name(f"{book.stem}-copies")


def scheduled_folder(book: Path, chosen: str) -> Path:
    """The folder for reports that are made by themselves, by its whole path: the chosen one, or that of the others."""
    return Path(chosen).expanduser() if chosen else reports_folder(book.absolute())
