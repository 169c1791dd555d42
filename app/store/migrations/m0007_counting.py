"""Schema 7: stocktakes: plans, what is counted together, who counts where, and what was decided before posting.

The dialect's words (`$ID`, `$INT` ...) and the units of figures are as in schema 1. A sheet is a draft of kind `count`;
what was scanned on it are the draft's entries. Tolerances are NULL where there are none.
"""

COMMON = """
CREATE TABLE count_plan (
    id $ID,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN
        ('full', 'zone', 'category', 'supplier', 'cycle', 'doubtful', 'spot', 'opening')),
    subjects TEXT NOT NULL DEFAULT '',
    location_id $INT NOT NULL REFERENCES location (id),
    every_days $INT CHECK (every_days BETWEEN 1 AND 3650),
    a_days $INT NOT NULL DEFAULT 30 CHECK (a_days BETWEEN 1 AND 3650),
    b_days $INT NOT NULL DEFAULT 90 CHECK (b_days BETWEEN 1 AND 3650),
    c_days $INT NOT NULL DEFAULT 365 CHECK (c_days BETWEEN 1 AND 3650),
    most $INT CHECK (most BETWEEN 1 AND 1000000),
    tolerance_milli $INT CHECK (tolerance_milli BETWEEN 0 AND 1000000000000),
    tolerance_rate_milli $INT CHECK (tolerance_rate_milli BETWEEN 0 AND 1000000),
    tolerance_minor $INT CHECK (tolerance_minor BETWEEN 0 AND 1000000000000),
    second_person $INT NOT NULL DEFAULT 0 CHECK (second_person IN (0, 1)),
    active $INT NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) $STRICT;

CREATE TABLE stocktake (
    id $ID,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    plan_id $INT REFERENCES count_plan (id),
    scope TEXT NOT NULL,
    location_id $INT NOT NULL REFERENCES location (id),
    person_id $INT NOT NULL REFERENCES person (id),
    begun_us $INT NOT NULL,
    offset_minutes $INT NOT NULL,
    first_draft_id $INT NOT NULL,
    tolerance_milli $INT CHECK (tolerance_milli BETWEEN 0 AND 1000000000000),
    tolerance_rate_milli $INT CHECK (tolerance_rate_milli BETWEEN 0 AND 1000000),
    tolerance_minor $INT CHECK (tolerance_minor BETWEEN 0 AND 1000000000000),
    second_person $INT NOT NULL DEFAULT 0 CHECK (second_person IN (0, 1)),
    uncounted TEXT NOT NULL DEFAULT '' CHECK (uncounted IN ('', 'leave', 'zero')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'posted', 'abandoned')),
    document_id $INT REFERENCES document (id)
) $STRICT;
CREATE INDEX stocktake_open ON stocktake (id) WHERE state = 'open';
CREATE INDEX stocktake_plan ON stocktake (plan_id, id) WHERE plan_id IS NOT NULL;

CREATE TABLE stocktake_goods (
    stocktake_id $INT NOT NULL REFERENCES stocktake (id),
    product_id $INT NOT NULL REFERENCES product (id),
    PRIMARY KEY (stocktake_id, product_id)
) $KEYED;

CREATE TABLE count_sheet (
    draft_id $INT NOT NULL PRIMARY KEY REFERENCES draft (id),
    stocktake_id $INT NOT NULL REFERENCES stocktake (id),
    zone TEXT NOT NULL DEFAULT '' CHECK (length(zone) <= 64),
    round $INT NOT NULL DEFAULT 1 CHECK (round >= 1),
    replaces TEXT NOT NULL DEFAULT '' CHECK (replaces IN ('', 'zone', 'goods'))
) $KEYED;
CREATE INDEX count_sheet_of ON count_sheet (stocktake_id);

CREATE TABLE count_decision (
    stocktake_id $INT NOT NULL REFERENCES stocktake (id),
    product_id $INT NOT NULL REFERENCES product (id),
    accepted $INT NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    person_id $INT NOT NULL REFERENCES person (id),
    PRIMARY KEY (stocktake_id, product_id)
) $KEYED;

CREATE TABLE counted_by (
    document_id $INT NOT NULL REFERENCES document (id),
    line_no $INT NOT NULL,
    person_id $INT NOT NULL REFERENCES person (id),
    PRIMARY KEY (document_id, line_no)
) $KEYED;
"""

# Posted facts are never changed or deleted; the dialect makes the triggers that refuse it.
IMMUTABLE = ("counted_by",)

SQLITE = ""
