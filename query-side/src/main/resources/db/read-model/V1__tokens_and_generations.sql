-- Where every segment of every processor is, and who works on it. Rows are rewritten with every batch: room is left
-- in the pages, so that a new version of a row stays beside the old one and no index is touched.
CREATE TABLE read_model.token_entry (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

-- The generations of every projection. Readers see the active one through the views of this schema.
CREATE TABLE read_model.generation (
    projection   text        NOT NULL,
    number       integer     NOT NULL CHECK (number > 0),
    code_version integer     NOT NULL,
    active       boolean     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, number)
);

CREATE UNIQUE INDEX generation_active ON read_model.generation (projection) WHERE active;

GRANT USAGE ON SCHEMA read_model TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON read_model.token_entry TO "${application}";
-- FOR SHARE asks for the right to update one column at least; only the owner swaps generations.
GRANT SELECT, UPDATE (active) ON read_model.generation TO "${application}";

-- The nodes among which the segments of a processor are shared out.
CREATE TABLE read_model.processor_node (
    processor_name text        NOT NULL,
    node           text        NOT NULL,
    seen_at        timestamptz NOT NULL,
    PRIMARY KEY (processor_name, node)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON read_model.processor_node TO "${application}";
