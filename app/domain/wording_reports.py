"""What reports and the end of a period refuse, to a person; part of `wording`.

Keep the table sorted by code.
"""

REPORT_SENTENCES: dict[str, str] = {
    "before_the_book": "The book begins on {first}: nothing can end on {day}. Look at the year.",
    "drawer_two_ways": "Notes and coins come to another sum than the one typed. Leave one of them out.",
    "file_is_a_book": "{path} is a book, or part of one: nothing is written over it. Choose another name.",
    "no_pack_yet": (
        "{day} is not over yet, and a pack that is signed is of days that are: ask for one through {latest} or "
        "earlier. `tillbook report period-end` tells what there is so far."
    ),
    "no_such_period": "No period that was closed ends on {day}. Look at the list of closed periods.",
    "order_is_fixed": "The report {report} adds up from row to row: it keeps its order.",
    "period_moved": (
        "Figures of the period through {day} have changed since you looked at them: it was not closed. Look once more."
    ),
    "period_pack_unreadable": (
        "The pack of the period through {day} was written in form {version}, which this program does not know. Use a "
        "newer one."
    ),
    "schedule_not_written": "A scheduled report was not written; it is tried again by itself.",
    "schedule_takes_none": (
        "Reports that are made by themselves are of the days that are over and of the whole shop: leave {option} out."
    ),
    "stopped": "That was stopped. Nothing is lost; ask again when you like.",
    "unknown_category": "There is no category {category}.",
    "unknown_column": "The report {report} has no column {text}. Choose one of {known}.",
    "unknown_format": "Reports are not written as {text}. Choose one of {known}.",
}
