"""What the first start, the list of people and the lock of the till say, to a person; part of `wording`.

Keep the table sorted by code.
"""

PEOPLE_SENTENCES: dict[str, str] = {
    "country_needed": "Say in which country the shop is: its currency and its prices follow from that.",
    "last_owner": "Somebody has to be the owner: make another person one first.",
    "no_such_till": (
        "There is no till {till} in this book. It has: {known}. To add it, hand "
        '{{"type":"till","code":"{till}","location":"shop"}} to “tillbook post -”.'
    ),
    "not_allowed": "{name} may not {doing}. Ask somebody who may.",
    "not_allowed_here": "{name} may not {doing}. Ctrl+L lets somebody sign in who may.",
    "other_till_free": (
        "Till {till} is already open in another window on {book}. Free is: {free}. "
        "To open that one, start Tillbook with --till {first}."
    ),
    "pin_digits": "A PIN is {least} to {most} digits.",
    "pin_guessed": "That PIN is the first that anybody tries. Take one whose digits do not count up, down or repeat.",
    "pin_needed": "Type your PIN.",
    "pin_taken": "Somebody here has this PIN already: the till knows people by it. Take another one.",
    "pin_wait": "Too many wrong PINs. Wait {seconds} seconds, then try again.",
    "pin_wrong": "Nobody here has this PIN.",
    "shop_name_needed": "The shop needs a name: it stands on every receipt.",
    "unknown_user": "There is nobody {user} who works here.",
}
