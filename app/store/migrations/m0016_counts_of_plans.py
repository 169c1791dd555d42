"""The step that keeps which plan a count has carried out that came without a stocktake, and when a plan was made.

The dialect's words (`$INT` ...) and the units of figures are as in schema 7. Of plans that were made before, nobody
knows when: `made_us` is NULL.
"""

COMMON = """
ALTER TABLE count_plan ADD COLUMN made_us $INT;

CREATE TABLE count_of_plan (
    document_id $INT NOT NULL PRIMARY KEY REFERENCES document (id),
    plan_id $INT NOT NULL REFERENCES count_plan (id)
) $KEYED;
CREATE INDEX count_of_plan_of ON count_of_plan (plan_id);
"""

IMMUTABLE = ("count_of_plan",)

SQLITE = ""
