-- The last event of a kind up to some version of a stream is found by one look-up, however long the stream is.
CREATE INDEX domain_event_kind ON event_store.domain_event (aggregate_identifier, event_name, sequence_number);
