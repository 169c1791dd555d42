"""The step that keeps who changed the rule by which the differences of a stocktake are counted again.

The dialect's words (`$INT` ...) and the units of figures are as in schema 7. A row is the rule that held before a
change; the one that holds is the stocktake's own.
"""

COMMON = """
CREATE TABLE count_rule (
    stocktake_id $INT NOT NULL REFERENCES stocktake (id),
    place $INT NOT NULL CHECK (place >= 1),
    tolerance_milli $INT CHECK (tolerance_milli BETWEEN 0 AND 1000000000000),
    tolerance_rate_milli $INT CHECK (tolerance_rate_milli BETWEEN 0 AND 1000000),
    tolerance_minor $INT CHECK (tolerance_minor BETWEEN 0 AND 1000000000000),
    second_person $INT NOT NULL CHECK (second_person IN (0, 1)),
    person_id $INT NOT NULL REFERENCES person (id),
    at_us $INT NOT NULL,
    PRIMARY KEY (stocktake_id, place)
) $KEYED;
"""

IMMUTABLE = ("count_rule",)

SQLITE = ""
