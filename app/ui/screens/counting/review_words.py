"""The sentences of the review: what is left to do before a count is posted, and what came of posting it."""

from __future__ import annotations

from app.ui.shop_texts import ShopTexts


class ReviewWords(ShopTexts):
    """Has them."""

    def _posted_words(self) -> dict[str, str]:
        return {
            "posted_read": self.tr("Lines of the count: {done} of {total}. Esc stops."),
            "posted_read_last": self.tr("Lines of the count: {total} of {total}."),
            "posted_read_stopped": self.tr("Stopped. Enter opens the count once more."),
            "count_is_back": self.tr("{number} was taken back already, by {other}. F4 opens it again."),
            "count_taken_back": self.tr(
                "{number} is taken back, by {other}. F4 opens it again, with all that was counted."
            ),
            "count_open_again": self.tr(
                "{number} is taken back ({other}), and all that was counted is here again. F4 on a sheet goes on with "
                "it, F9 reviews it and posts it once more."
            ),
            "counts_since_hold": self.tr(
                "Products that were counted again after that: {count} ({names}). What was found then stays as it was "
                "counted. Where a part of it did happen, enter that part at its own moment, as counted."
            ),
            "scan_in_posted": self.tr("This count is posted, and nothing was counted. Esc goes back."),
        }

    def _review_words(self) -> dict[str, str]:
        return {
            "posted": self.tr("{number} is posted. The difference comes to {value}. F8 has it on paper."),
            "posted_opening": self.tr(
                "{number} is posted. The difference comes to {value}, opening stock to {opening}. F8 has it on paper."
            ),
            "posted_stock": self.tr("{number} is posted. It is opening stock, worth {opening}; nothing was used."),
            "posted_usage": self.tr("{number} is posted. What was used since the last count comes to {value}."),
            "posted_usage_opening": self.tr(
                "{number} is posted. What was used since the last count comes to {value}, opening stock to {opening}."
            ),
            "uncounted_open": self.tr(
                "Products that nobody has counted: {count}. F8 says whether they stay as the book has them or are set "
                "to zero."
            ),
            "recounts_open": self.tr(
                "Beyond what is tolerated: {count}, {name} ({sku}) among them. Count them again (F4), or accept them "
                "(F5)."
            ),
            "recounts_wanted": self.tr(
                "To be counted again because it was asked for here: {count}, {name} ({sku}) among them. Count them "
                "again (F4), or accept them (F5)."
            ),
            "recounts_both": self.tr(
                "To be counted again: {count}, {name} ({sku}) among them. It was asked for here for {wanted} of them; "
                "the rest is beyond what is tolerated. Count them again (F4), or accept them (F5)."
            ),
        }
