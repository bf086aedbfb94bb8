-- What operators changed: written before it is done, completed afterwards. Without an outcome it is still being done, or
-- was cut off.
CREATE TABLE operations.operator_log (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT operator_log_id PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT now(),
    operator    text        NOT NULL,
    host        text        NOT NULL,
    -- As it would be typed: projections rebuild article
    command     text        NOT NULL,
    reason      text        NOT NULL,
    finished_at timestamptz,
    outcome     text        CHECK (outcome IN ('done', 'failed', 'refused', 'cancelled')),
    details     text        NOT NULL DEFAULT '',
    CONSTRAINT operator_log_outcome CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
