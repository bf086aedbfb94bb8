-- The session on which a node listens, as pg_stat_activity knows it. When it has ended, the node is gone, and so are its claims.
ALTER TABLE read_model.processor_node
    ADD COLUMN listener        integer,
    ADD COLUMN listening_since timestamptz;
