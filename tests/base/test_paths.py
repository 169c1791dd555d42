from pathlib import Path

from app.base import paths


def test_everything_of_this_machine_is_in_the_users_own_folders(home):
    places = [paths.default_book(), paths.sample_book(), paths.settings_file(), paths.log_file()]
    assert all(home in place.parents for place in places)
    assert all("tillbook" in place.parts for place in places)
    assert len(set(places)) == len(places)


def test_settings_data_and_log_are_where_the_system_wants_them(home):
    # XDG base directories: settings, data and state apart.
    assert paths.settings_file() == home / "config" / "tillbook" / "machine.json"
    assert paths.default_book() == home / "data" / "tillbook" / "shop.book"
    assert paths.log_file().is_relative_to(home / "state" / "tillbook")


def test_receipts_lie_beside_their_book():
    assert paths.receipts_folder(Path("/shops/corner.book")) == Path("/shops/corner-receipts")


def test_a_folder_that_a_person_is_asked_about_has_its_whole_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.scheduled_folder(Path("corner.book"), "") == tmp_path / "corner-reports"
    assert paths.copies_folder(Path("shops/corner.book"), "") == tmp_path / "shops" / "corner-copies"
    assert paths.scheduled_folder(Path("corner.book"), "/media/stick") == Path("/media/stick")


def test_looking_up_a_place_makes_nothing(home):
    before = sorted(home.rglob("*"))
    paths.default_book()
    paths.settings_file()
    assert sorted(home.rglob("*")) == before
