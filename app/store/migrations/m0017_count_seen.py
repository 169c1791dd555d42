"""The step that keeps of which difference something was said, and whether its goods are counted again all the same.

The dialect's words (`$INT` ...) and the units of figures are as in schema 7. Of what was said before, nobody knows it.
"""

COMMON = """
ALTER TABLE count_decision ADD COLUMN difference_milli $INT;
ALTER TABLE count_decision ADD COLUMN lots TEXT NOT NULL DEFAULT '';
ALTER TABLE count_decision ADD COLUMN found_milli $INT;
ALTER TABLE count_decision ADD COLUMN counted_us $INT;
ALTER TABLE count_decision ADD COLUMN round $INT;
ALTER TABLE count_decision ADD COLUMN again $INT NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
"""

IMMUTABLE = ()

SQLITE = ""
