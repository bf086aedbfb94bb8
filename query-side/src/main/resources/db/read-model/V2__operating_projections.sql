-- When a segment last got further, which its claim's timestamp does not tell.
ALTER TABLE read_model.token_entry ADD COLUMN progressed_at timestamptz;

-- Since when a node is there: earlier it could not have got further.
ALTER TABLE read_model.processor_node ADD COLUMN since timestamptz NOT NULL DEFAULT now();

-- A generation is active, or kept for a while after it was active (keep_until), or being filled (neither). One that is not
-- active stands at a position of the log from which it can be filled further: the token as Axon writes it,
-- {"index": 7, "gaps": [5]}.
ALTER TABLE read_model.generation
    ADD COLUMN position     jsonb,
    ADD COLUMN activated_at timestamptz,
    ADD COLUMN keep_until   timestamptz,
    ADD CONSTRAINT generation_active_is_not_kept CHECK (NOT active OR keep_until IS NULL);

UPDATE read_model.generation SET activated_at = created_at WHERE active;

-- The last rebuild of a projection, whatever became of it; its process writes the row about once a second, and holds
-- pg_advisory_lock(7114202, hashtext(projection)) while it lives.
CREATE TABLE read_model.rebuild (
    projection        text             PRIMARY KEY,
    generation        integer          NOT NULL,
    purpose           text             NOT NULL CHECK (purpose IN ('rebuild', 'switch', 'verify')),
    phase             text             NOT NULL
        CHECK (phase IN ('filling', 'indexing', 'catching up', 'verifying', 'swapping', 'done', 'failed', 'cancelled')),
    operator          text             NOT NULL,
    process           text             NOT NULL,
    reason            text             NOT NULL,
    started_at        timestamptz      NOT NULL DEFAULT now(),
    updated_at        timestamptz      NOT NULL DEFAULT now(),
    finished_at       timestamptz,
    -- Places of the log read, of those that there were when it began or was last looked at.
    done              bigint           NOT NULL DEFAULT 0,
    total             bigint           NOT NULL DEFAULT 0,
    events_per_second double precision NOT NULL DEFAULT 0,
    errors            bigint           NOT NULL DEFAULT 0,
    message           text             NOT NULL DEFAULT '',
    cancel_requested  boolean          NOT NULL DEFAULT false
);

-- The projections that no node works on until they are resumed.
CREATE TABLE read_model.pause (
    projection text        PRIMARY KEY,
    since      timestamptz NOT NULL DEFAULT now(),
    operator   text        NOT NULL,
    reason     text        NOT NULL
);

-- When a projection was last resumed: earlier no node could have got further.
CREATE TABLE read_model.resumption (
    projection text        PRIMARY KEY,
    resumed_at timestamptz NOT NULL DEFAULT now()
);

-- Events that a generation could not take, and those that wait behind them in their stream. The events themselves are in
-- the log.
CREATE TABLE read_model.dead_letter (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT dead_letter_id UNIQUE,
    projection      text        NOT NULL,
    generation      integer     NOT NULL,
    stream          text        COLLATE "C" NOT NULL,
    version         bigint      NOT NULL,
    global_index    bigint      NOT NULL,
    event           text        NOT NULL,
    -- Class of the error, and what it said; both empty for an event that only waits behind another.
    cause           text        NOT NULL,
    message         text        NOT NULL,
    attempts        integer     NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT now(),
    last_attempt_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, generation, stream, version),
    FOREIGN KEY (projection, generation) REFERENCES read_model.generation ON DELETE CASCADE
);

-- What stopped a segment last: an error that parked nothing, such as a database that is away. A segment that got further
-- since (progressed_at) has recovered.
CREATE TABLE read_model.processor_failure (
    processor_name text        NOT NULL,
    segment        integer     NOT NULL,
    node           text        NOT NULL,
    failed_at      timestamptz NOT NULL DEFAULT now(),
    attempts       integer     NOT NULL DEFAULT 1,
    -- The first event of the batch that failed.
    global_index   bigint,
    stream         text        COLLATE "C",
    version        bigint,
    message        text        NOT NULL,
    PRIMARY KEY (processor_name, segment)
);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON read_model.rebuild, read_model.pause, read_model.resumption, read_model.dead_letter, read_model.processor_failure
    TO "${application}";
