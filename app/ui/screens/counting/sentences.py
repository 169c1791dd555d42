"""The sentences of the counting screen: what it says of what was done, asked or refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.figures import PIECE_MILLI
from app.domain.moment import read_date
from app.domain.product import Unit
from app.ui.said import Said
from app.ui.screens.counting.review_words import ReviewWords
from app.ui.shop_texts import Told
from app.ui.widgets.labels import isolate_name

_SUCH_AS = 1250
"""A quantity that nobody takes for pieces, as the shop writes it."""


class CountingSentences(ReviewWords):
    """Writes them."""

    _WHOLE = frozenset({"count", "done", "total", "lines", "left", "wanted", "entries"})
    FIGURES = frozenset({"code", "lot", "number", "sku", "serial", "day", "other", "quantity", "time", "figure"})
    names: Mapping[str, str] = MappingProxyType({})
    """The names of people by their codes."""
    counted: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    """The names of who has counted on the sheets of the stocktake, by draft."""
    found: Mapping[int, tuple[int, Mapping[Unit, int]]] = MappingProxyType({})
    """What is on the sheets of the stocktake, by draft: of how many entries, and how much in each unit."""
    whole = ""
    """The place that is counted as a whole where no zone is named, in a shop of several places."""

    def sentence(self, said: Told) -> str:
        """The sentence for something said, its days and its zone as the shop writes them."""
        facts = dict(said.facts)
        if said.code == "lot_other_expiry":
            facts |= {name: self.day(read_date(str(facts[name]))) for name in ("day", "other")}
        elif said.code in {"zone_counted_since", "counted_already"}:
            facts["day"] = self.day(read_date(str(facts["day"])))
        elif said.code == "file_before":
            facts |= {"day": self.day(read_date(str(facts["day"]))), "zone": self.zone(str(facts["zone"]))}
        elif said.code in {"undone", "undone_to"}:
            facts["quantity"] = self.quantity(int(str(facts["milli"])), Unit(str(facts["unit"])))
            facts["place"] = self.zone(str(facts["place"]))
        elif said.code == "starless":
            facts["quantity"] = self.quantity(int(str(facts["milli"])), Unit(str(facts["unit"])))
        elif said.code == "no_weight":
            facts["figure"] = self.quantity(_SUCH_AS)
        elif said.code in {"counted_below_zero", "whole_pieces"}:
            facts.setdefault("name", facts.get("sku", ""))
        return super().sentence(Said("warn", said.code, facts))

    def number(self, many: int) -> str:
        """A whole number, with what the shop writes between thousands."""
        return self.quantity(many * PIECE_MILLI)

    def _isolated(self, name: str, fact: object) -> str:
        is_number = name in self._WHOLE and isinstance(fact, int)
        return super()._isolated(name, self.number(int(str(fact))) if is_number else fact)

    def zone(self, zone: str) -> str:
        """What people call a zone."""
        if zone:
            return isolate_name(zone)
        return self.tr("All of {place}").format(place=isolate_name(self.whole)) if self.whole else self.tr("Whole shop")

    @staticmethod
    def at_place(place: str, words: str) -> str:
        """Words about a count, and behind them where it is, in a shop of several places."""
        return f"{isolate_name(words)} \N{MIDDLE DOT} {isolate_name(place)}" if place else words

    def _undo_words(self) -> dict[str, str]:
        return {
            "undo_before": self.tr(
                "What was scanned since this sheet was opened is taken back. {name} is next, and was counted before: "
                "Enter takes that back, too; Esc leaves it."
            ),
            "undo_file": self.tr(
                "The file {name} with {lines} lines is next: it is taken back as a whole. Enter does that, Esc leaves "
                "it; what was counted by hand stays."
            ),
            "undo_on_sheet": self.tr(
                "What comes next is asked about on the sheet itself: Esc goes there, then Ctrl+Z."
            ),
            "undone": self.tr("Taken back: {quantity} {name} ({place})."),
            "undone_file": self.tr(
                "Taken back: the file {name}, {lines} lines. What was counted by hand is still there."
            ),
            "undone_to": self.tr("Taken back: of {name} there are {quantity} again ({place})."),
        }

    def _plan_words(self) -> dict[str, str]:
        return {
            "plan_kept": self.tr("The plan {name} is kept."),
            "plan_dropped": self.tr("The plan {name} is proposed no more."),
            "name_missing": self.tr("Give the plan a name."),
            "plan_not_found": self.tr("No product has {code}."),
            "plan_of_others": self.tr(
                "{name} may not keep plans. F9 counts once, now, as it says here; Ctrl+L lets somebody sign in who may."
            ),
            "plan_of_goods": self.tr("{zone} is a zone. Choose “by zone” to count it; here products are scanned."),
            "plan_of_zones": self.tr("{code} is not the label of a zone."),
            "subjects_missing": self.tr("Say which ones: at least one."),
            "zones_in_squares": self.tr(
                "On paper: {path}. With a square code, which a laser scanner cannot read: {count} ({zone}). Bars need "
                "a wider label or a shorter name, and letters without accents."
            ),
            "zones_missing": self.tr("Name at least one zone."),
            "bad_time": self.tr("Type the time as 14:30."),
            "moment_to_come": self.tr("{day}, {time} is still to come. Type another day or time."),
            "time_to_come": self.tr(
                "{time} is still to come today. If {day} is meant, Enter takes it; else type another time."
            ),
        }

    def _untaken_words(self) -> dict[str, str]:
        return {
            "folded": self.tr(
                "{name} came twice, faster than a hand can. Press Enter if it is a second piece, Esc if not."
            ),
            "folded_too": self.tr(
                "{name} came twice, faster than a hand can. Press Enter if it is a second piece, F5 if all {count} "
                "that came twice are, Esc if not."
            ),
            "folded_before": self.tr(
                "{name} came twice and is counted once. F5 counts the second one, too; Esc leaves it at one."
            ),
            "folded_elsewhere": self.tr(
                "{name} came twice and is counted once. If it was a second piece, scan it again. Esc if it is settled."
            ),
            "folded_often": self.tr(
                "{count} scans came twice and are counted once, the last one {name}. F5 counts all of them, too; Esc "
                "leaves them at one."
            ),
            "folded_often_elsewhere": self.tr(
                "{count} scans came twice and are counted once, the last one {name}. Check them; Esc if it is settled."
            ),
            "other_goods": self.tr(
                "Not counted: {name}. Only {only} is counted again here. Press F8 when that is done, then scan {name} "
                "on the sheet of its zone. Esc if it is settled."
            ),
            "others_goods": self.tr(
                "Not counted: {count} other products, the last one {name}. Only {only} is counted again here. Press F8 "
                "when that is done, then scan them on the sheet of their zone. Esc if it is settled."
            ),
            "outside": self.tr(
                "{name} is not part of this count, and was not counted. Enter counts it here all the same; Esc leaves "
                "it."
            ),
            "outside_left": self.tr(
                "{name} is not part of this count, and was not counted. It stands among the scans in no count "
                "(Shift+F9). Esc if you have seen it."
            ),
            "outside_left_several": self.tr(
                "Not part of this count, and not counted: {count} products, the last one {name}. They stand among the "
                "scans in no count (Shift+F9). Esc if you have seen it."
            ),
            "outside_several": self.tr(
                "Not part of this count, and not counted: {count} products, the last one {name}. Enter counts that one "
                "here all the same; Esc leaves them."
            ),
            "late_posted": self.tr(
                "This stocktake was posted ({number}). Scans that are not in it: {count} ({code}). Esc if it is "
                "settled."
            ),
            "late_abandoned": self.tr(
                "This stocktake was given up. Scans that are on no sheet: {count} ({code}). Esc if it is settled."
            ),
            "late_closed": self.tr(
                "This sheet was finished or given up by somebody else. Scans that are not on it: {count} ({code}). F4 "
                "on its line goes on with it; then scan them again. Esc if it is settled."
            ),
            "late_moved": self.tr(
                "Somebody else counts on this sheet now. Scans that are not on it: {count} ({code}). F4 on its line "
                "goes on with it; then scan them again. Esc if it is settled."
            ),
            "late_replaced": self.tr(
                "Somebody else counts this zone again, and this sheet counts no more. Scans that are on no sheet that "
                "counts: {count} ({code}). Scan the label of the zone to count beside them. Esc if it is settled."
            ),
            "over_posted": self.tr("This stocktake was posted ({number}). Esc goes back to the list."),
            "over_abandoned": self.tr("This stocktake was given up. Esc goes back to the list."),
        }

    def _held_words(self) -> dict[str, str]:
        return {
            "scan_unsure": self.tr(
                "1 scan was not counted, as {quantity} is very many: Enter takes that quantity, Esc leaves it. Then "
                "scan it again."
            ),
            "scans_unsure": self.tr(
                "{count} scans were not counted, as {quantity} is very many: Enter takes that quantity, Esc leaves "
                "it. Then scan them again."
            ),
            "scan_unused": self.tr(
                "{name} was not counted, as {text} is typed here and was not used. Correct it and press Enter, or "
                "clear it (Esc); then scan again."
            ),
            "scans_unused": self.tr(
                "{count} scans were not counted ({names}), as {text} is typed here and was not used. Correct it and "
                "press Enter, or clear it (Esc); then scan them again."
            ),
            "scan_again": self.tr("{name} was not counted. Scan it again; Esc if it is settled."),
            "scans_again": self.tr("{count} scans were not counted ({names}). Scan them again; Esc if it is settled."),
            "scan_unanswered": self.tr(
                "1 scan was not counted, as {zone} was counted before: F5 goes on and adds to that, F6 counts it again "
                "instead. Then scan it again."
            ),
            "scans_unanswered": self.tr(
                "{count} scans were not counted, as {zone} was counted before: F5 goes on and adds to that, F6 counts "
                "it again instead. Then scan them again."
            ),
            "scan_without_zone": self.tr(
                "1 scan was not counted: scan a zone label or type the zone (Enter alone counts without zones), then "
                "scan it again."
            ),
            "scans_without_zone": self.tr(
                "{count} scans were not counted: scan a zone label or type the zone (Enter alone counts without "
                "zones), then scan them again."
            ),
        }

    def _file_words(self) -> dict[str, str]:
        return {
            "file_read": self.tr("Lines read: {done} of {lines}. Esc stops; nothing is counted before the end."),
            "file_before": self.tr(
                "This file is counted already: {zone}, {day}, by {name}. Nothing was counted again; if the goods are "
                "there twice, choose it once more."
            ),
            "post_far": self.tr("Posting: {done} of {total}. Esc stops; nothing is posted before the end."),
            "post_far_last": self.tr("All {total} are written; it is being posted, and cannot be stopped any more."),
            "post_far_stopped": self.tr("Stopped: nothing of the count was posted, and all of it is still here."),
            "review_far": self.tr("Worked out: {done} of {total}. Esc stops."),
            "review_far_last": self.tr("Worked out: {total} of {total}."),
            "review_far_stopped": self.tr("Stopped. All that was counted is still here."),
            "file_stopped": self.tr("The file was left; nothing of it was counted."),
            "file_taken": self.tr("Lines of the file that are on the sheet: {lines}."),
            "file_left_out": self.tr(
                "Lines read: {lines}. Codes left out: {left} ({code}). Count those by hand (Shift+F9 lists them)."
            ),
            "file_left_out_apart": self.tr(
                "Lines read: {lines}. Codes left out: {left} ({code}). Not counted in any case: {name}. Count the "
                "parts of a kit; other goods without stock stay out. Count the rest by hand."
            ),
            "file_left_out_only": self.tr(
                "Lines read: {lines}. Only {name} is counted again here. Codes left out: {left} ({code}); "
                "Shift+F9 lists them."
            ),
        }

    def _shelf_words(self) -> dict[str, str]:
        return {
            "starless": self.tr(
                "{figure} was not used as a quantity, as it has no star ({figure}* would be). If it was meant, Enter "
                "makes this scan {quantity} of {name}; Esc leaves it."
            ),
            "very_many": self.tr("{quantity} is very many. Enter takes it, if it is not a code that was typed here."),
            "lot_unnamed": self.tr("{name} is kept by lot: F3 says which one lies there."),
            "pieces_named": self.tr(
                "Each piece of {name} has its number here. Scan the next one; -1* and its number takes one back."
            ),
            "piece_doubted": self.tr(
                "{code} may be the code of goods, and {name} has no such number in the book. Nothing was counted: "
                "press Enter if it is the number of this piece, else scan the number."
            ),
            "piece_goes": self.tr(
                "Which piece of {name} is not there? Type -1* and scan its number; 0 is none of them, F4 types it."
            ),
            "piece_left": self.tr(
                "Not counted: {count} of {name}, as nobody said which piece. Scan its serial number, or its name again."
            ),
            "piece_by_piece": self.tr(
                "{name} is counted by serial number, piece by piece. Leave the line out; scan or type the numbers on "
                "the sheet."
            ),
            "serial_is_zone": self.tr(
                "{code} is the label of a zone, not of a piece. Esc leaves the piece uncounted; then scan the label."
            ),
            "serial_of_others": self.tr(
                "{code} is the code of other goods, or names no piece. Scan or type the serial number of this piece."
            ),
            "serial_needed": self.tr("Scan or type the serial number of this piece; Esc leaves it uncounted."),
            "lots_unnamed": self.tr(
                "{name} is kept by lot, and of {quantity} nobody has said which. F3 on its line says it; F8 again "
                "counts it as a whole."
            ),
            "none_of_it": self.tr("{name} was not scanned. If none is there, press F8 again; else scan it."),
            "none_of_them": self.tr(
                "Nothing was scanned here, and {count} products were. They are worth {value} at their selling prices "
                "({names}). If none of them is there, F8 sets all {count} to zero; else scan them."
            ),
            "gone_since": self.tr(
                "{name} was counted here before and was not scanned now. If none is there, press F8 again; else scan "
                "it."
            ),
            "some_gone_since": self.tr(
                "Counted here before and not scanned now: {count} products, worth {value} at their selling prices "
                "({names}). If none of them is there, F8 sets all {count} to zero; else scan them."
            ),
            "lot_other_expiry": self.tr(
                "Not counted: lot {lot} of {name} is known until {day}, and here it is until {other}. Look at the "
                "label; to count it without its lot, type its name."
            ),
        }

    def _refused_words(self) -> dict[str, str]:
        return {
            "no_weight": self.tr(
                "Not counted: nothing says how much of {name} there is. Type it with a star, such as {figure}*, then "
                "scan or type the goods again."
            ),
            "typed_left": self.tr(
                "{text} is typed here and was not counted. Finish it (Enter) or clear it (Esc), then press the key "
                "again."
            ),
            "counted_below_zero": self.tr(
                "Less than none of {name} cannot be there, and nothing was changed. Type what is on the shelf, 0 for "
                "none (0* in front of a scan)."
            ),
            "whole_pieces": self.tr(
                "{name} is sold in whole pieces, and nothing was changed. Type a whole number, such as 3 (3* in front "
                "of a scan)."
            ),
            "zero_of_counted": self.tr(
                "{name} is on this sheet already, and nothing was changed. F4 types how much is there; 0 is none."
            ),
            "figure_first": self.tr(
                "{figure} is typed for {name}, and the scan was left. Enter takes the figure; then scan again."
            ),
            "not_on_sheet": self.tr(
                "{name} is not on the printed sheet, and nothing was counted. Esc, then scan it again to count it."
            ),
            "not_found": self.tr("No product has {code}. Put it aside and go on; nothing was counted."),
        }

    def _own_words(self) -> dict[str, str]:
        return {
            **self._shelf_words(),
            **self._refused_words(),
            "zone_finished": self.tr("{zone} is counted. Scan or type the next zone, or review."),
            "still_counted": self.tr(
                "Still being counted: {zones}. Esc goes to the sheets: F4 on one goes on with it, F8 there finishes it."
            ),
            "zone_question": self.tr(
                "{zone} was counted on {day} by {name}. F5 goes on and adds to it, F6 counts it again instead."
            ),
            "zone_question_open": self.tr(
                "{zone} is being counted now, by {name}. F5 counts beside them and adds to it; F6 counts it again, and "
                "their sheet counts no more."
            ),
            "book_has": self.tr("The book has {quantity} of {name}."),
            "no_line": self.tr("No line is chosen. Scan something first."),
            "no_zone": self.tr("Scan a zone label first, or type the zone; Enter alone counts without zones."),
            "scan_before_count": self.tr(
                "Nothing was counted: open the count first (arrow keys, Enter), then scan the label of a zone and what "
                "lies there."
            ),
            "zone_before_count": self.tr(
                "Several counts go on, and {zone} may be of any: open the count first (arrow keys, Enter), then scan "
                "the label again."
            ),
            "scan_in_start": self.tr("Nothing is being counted yet. Choose what to count, then scan."),
            "scan_in_review": self.tr("This is the review, and nothing was counted. Esc goes on counting."),
            "scan_in_results": self.tr("These are the results, and nothing was counted. Esc goes back."),
            **self._review_words(),
            "kept_on_paper": self.tr("On paper: {path}"),
            **self._plan_words(),
            **self._undo_words(),
            **self._untaken_words(),
            **self._held_words(),
            **self._file_words(),
            **self._posted_words(),
            "not_posted_yet": self.tr(
                "“{name}” is not posted yet. Enter opens it, and F9 there shows what differs so far."
            ),
            "no_week": self.tr("Nothing was sold here in the last three months: when it is quiet is not known yet."),
            "not_posted": self.tr("No count was posted yet."),
            "not_a_plan": self.tr("Choose a plan of the shop; what stands there by itself is not changed."),
            "nothing_again": self.tr("Nothing is to be counted again."),
            "sheet_empty": self.tr("The printed sheet has no goods for this zone."),
            "tolerance_kept": self.tr("What is counted again was worked out anew."),
            "sheet_given_up": self.tr("{zone} counts no more. F4 on its line brings it back."),
            "sheet_is_back": self.tr("{zone} is back. Counted on it: {quantity}."),
            "counts_no_more": self.tr("This sheet counts no more. F4 brings it back."),
            "draft_closed": self.tr("This sheet was finished, posted or given up meanwhile."),
            "not_saved": self.tr("{count} scans could not be saved yet. They are tried again; do not close the till."),
            "given_up": self.tr("The stocktake was given up. Nothing of it was posted."),
            "recount_for_others": self.tr(
                "You have counted {name}, and somebody else has to count it again. If you do it all the same, that "
                "settles it only where it is what the book has."
            ),
            "wanted": self.tr("To be counted again: {count}. Esc, then F6 lists them."),
            "not_wanted": self.tr("Not to be counted again any more: {count}."),
            "recount_begins": self.tr("Count all of {name} again, wherever it lies."),
        }
