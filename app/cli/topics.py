"""What `tillbook help TOPIC` says of each command besides its options: what it is for, and an example."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """A command in a few sentences, and how it is called; each line of an example begins with `tillbook`."""

    words: str
    example: str


TOPICS: dict[str, Topic] = {
    "sample": Topic(
        "Opens the till on the sample shop, to try things out. The sample shop is made on first use, with some weeks "
        "of business behind it, and kept in your own data folder; nothing in it touches your shop.",
        "tillbook sample",
    ),
    "demo": Topic(
        "Plays a whole day in the sample shop through the real screens, by real key events. Receipts, reports, "
        "pictures of the screens and the book itself are left in a folder. It needs no screen.",
        "tillbook demo --out demo-day",
    ),
    "init": Topic(
        "Makes a new book for a shop: location shop, till T1, office T0, one owner, cash and card. The country "
        "says what is usual there (currency, time zone, whether prices include tax); every option says otherwise. "
        "Currency and tax policy stay for the life of the book. A book that is there is never overwritten.",
        'tillbook init --book shop.book --name "Corner Shop" --country DE --in-store-pattern "weight 21.....{NNDDD}"',
    ),
    "import": Topic(
        "Takes over products, suppliers, customers or opening stock from CSV or a spreadsheet. Columns are known "
        "by their titles in many languages; what a title does not say, --map says. A list is taken in parts, so that "
        "the tills sell on meanwhile, opening stock in one step. What cannot be taken is told with its reason, and "
        "--errors writes those rows to a file to be mended and imported again. Imported again, a list changes what "
        "has changed and nothing twice; so a list that ended on the way is taken again. Try it with --dry-run first.",
        "tillbook import products prices.csv --dry-run\n"
        "tillbook import products prices.csv --errors refused.csv --map Artikel=name\n"
        "tillbook import opening-stock stock.xlsx",
    ),
    "export": Topic(
        "Writes the price list for a spreadsheet or another program; it can be imported again without loss. Or the "
        "label templates of the shop as JSON Lines, which another shop posts.",
        "tillbook export products prices.xlsx\ntillbook export label-templates templates.jsonl",
    ),
    "scanner-sheet": Topic(
        "Makes the page of codes that a scanner is set up with. Print it at 100 %, open the till's settings, choose "
        "Set up with the sheet, and scan its codes from top to bottom.",
        "tillbook scanner-sheet --out scanner.pdf",
    ),
    "command-sheet": Topic(
        "Makes the page of commands that a scanner can give to the sale screen: quantities, take out, undo, yes, park, "
        "pay, print a label or a copy. A whole sale can be done with the scanner in hand.",
        "tillbook command-sheet --out commands.pdf",
    ),
    "batch": Topic(
        "Turns what a batch scanner brought (text, CSV or a spreadsheet, whatever its columns) into one document for "
        "`tillbook post`, on standard output. Packs count as their pieces, GS1 codes bring lot, date and serial "
        "number along. Rows that are nothing's are told, one sentence each; then nothing is written, unless --partly "
        "asks for the good rows alone: what a count leaves out can be a loss in the book. Read again, the same scans "
        "are the same document. A count says with --plan which plan it carries out.",
        "tillbook batch scans.txt --as delivery --supplier S1\ntillbook batch - --as count --zone Z1 < scans.txt",
    ),
    "post": Topic(
        "Posts documents and reference data, one JSON object a line, each in one step with all that follows from "
        "it. Each line is answered by one line once it is durable; a refused line leaves no trace and the next "
        "ones go on. The same uid with the same content is posted once, however often it is sent.",
        "tillbook post deliveries.jsonl\ntillbook post - --stop < deliveries.jsonl",
    ),
    "report": Topic(
        "Says what the book says: on the screen as JSON, or as a file (PDF, CSV, XLSX, JSON; the journal for "
        "beancount and hledger, too). Days are whole business days, both ends included; a report without days "
        "covers everything. --known then shows a past day as it was known at its end. --each lets a report be made by "
        "itself once each day, week or month is over; the till writes it, or --scheduled does.",
        "tillbook report --list\n"
        "tillbook report stock-on-hand --at 2026-03-31 --out stock.xlsx\n"
        "tillbook report period-end --from 2026-03-01 --to 2026-03-31 --out march.pdf\n"
        "tillbook report count-sheet --plan drinks --out sheet.pdf\n"
        "tillbook report tax --each month --format xlsx\n"
        "tillbook report --scheduled --out /media/stick",
    ),
    "order": Topic(
        "Writes an order for its supplier, as a PDF to be sent or as CSV, XLSX or JSON for their own program. Orders "
        "are made, sent and cancelled by post; name one by its number or its uid.",
        "tillbook order T0-PO000001 --out order.pdf",
    ),
    "pack": Topic(
        "Writes the pack of a period: the paper with the roll-forward, cost of goods both ways, margin, tax, value of "
        "the stock and a page to sign, or its text as JSON. Of a closed period it is what was kept then, to the "
        "letter; of the open one what closing it through that day would keep. A period is closed by post.",
        "tillbook pack --through 2026-03-31 --out march.pdf",
    ),
    "labels": Topic(
        "Puts labels on sheets or rolls: for the products of a list, for just what a delivery brought, for what has "
        "another price since its last shelf label, or for the zones of a count. The stock is named as on its box, as a "
        "roll (62x29) or by its own measures. In a list, the code of a pack prints the pack's label; a column weight "
        "(in kilograms) or label price puts that into the code of a piece. --template takes one of the shop's own, "
        "made in the till. "
        "A file ending in .zpl is for label printers, --send hands it to one on the network.",
        'tillbook labels --delivery d1 --stock "Avery L7160" --start 4 --out labels.pdf\n'
        "tillbook labels --price-changes --stock 62x29 --out shelf.zpl\n"
        'tillbook labels --price-changes --template "Our shelf" --stock 62x29 --out shelf.pdf\n'
        'tillbook labels --zones "Cellar,Shelf 1" --stock 62x29 --out zones.pdf',
    ),
    "backup": Topic(
        "Makes a whole copy of the book, also while others sell, and checks it before it gets its name. A folder "
        "gets a copy that is called after the book and the moment. A copy replaces no file.",
        "tillbook backup /media/stick\ntillbook backup monday.book",
    ),
    "restore": Topic(
        "Lets a copy take the book's place. Everything that verify looks at must be right in it first; if not, "
        "nothing changes. Every window on the book must be closed. The book that was there is kept beside it, and "
        "the tills go on in a new series of numbers, so that none on paper is given twice.",
        "tillbook restore /media/stick/shop-2026-03-01-180000.book",
    ),
    "migrate": Topic(
        "Brings a book that an older program made up to date, after a checked copy beside it. Opening the book does "
        "the same; this is for whoever wants it done at a quiet time. A book of a newer program is left alone.",
        "tillbook migrate",
    ),
    "verify": Topic(
        "Proves that the book is right: levels equal movements, layers equal value, the journal balances, the "
        "chain of documents is unbroken and no number is missing. Each finding is one line, and the exit status "
        "is then 1. With a digest kept on paper it also proves that nothing was cut off behind it.",
        "tillbook verify\ntillbook verify --anchor 3f9a...",
    ),
    "total": Topic(
        "Says what baskets cost, without recording anything: lines, tax by rate, rounding and change, one JSON "
        "object a line. It needs no book.",
        "tillbook total baskets.jsonl",
    ),
    "scan": Topic(
        "Says what a scan means: its kind, product number, lot, expiry, weight or price, and why it cannot be "
        "read. With --book it also says which product it is and how much of it, by the rules of that shop. With - "
        "it reads one scan a line and answers each with one line.",
        "tillbook scan 4006381333931\n"
        "tillbook scan 2388060112344 --region se\n"
        'tillbook scan 2100042012509 --in-store-pattern "weight 21.....{NNDDD}"\n'
        "tillbook scan - --book shop.book < scans.txt",
    ),
    "help": Topic(
        "Says what there is. Each command is a topic; `codes` lists every code of a refusal with its sentence.",
        "tillbook help\ntillbook help import\ntillbook help codes",
    ),
    "version": Topic(
        "Says which version of the program this is.",
        "tillbook version",
    ),
}
