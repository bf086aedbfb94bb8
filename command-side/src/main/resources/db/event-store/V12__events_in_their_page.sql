-- An event that fits into a page stays in it, as it is: compressed and kept elsewhere it took as much room, and more time.
ALTER TABLE event_store.domain_event SET (toast_tuple_target = 8160);
