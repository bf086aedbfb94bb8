-- Persons of whom a restore knows that they were erased after the place that the log was restored to: their keys are gone on
-- purpose. Everybody else who has neither a key nor a removal in the log has lost the key, which may come back.
CREATE TABLE operations.erased_person (
    person      text        COLLATE "C" CONSTRAINT erased_person_person PRIMARY KEY,
    known_since timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON operations.erased_person TO "${application}";
