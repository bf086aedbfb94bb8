package io.talel.ops.console.cli.backup;

/** Persons in a database: their events, keys and passwords. */
final class Persons {

    private Persons() {}

    /** With an event and a key each, numbered from the first on. */
    static void register(BackedUp database, int first, int persons) {
        for (int id = first; id < first + persons; id++) {
            record(database, "user-" + id, 0, "UserRegistered");
            key(database, "user-" + id);
        }
    }

    static void record(BackedUp database, String stream, int version, String event) {
        database.change("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), '%s', %d, 'User', now(), '%s', '1', '{}', '{}')""".formatted(stream, version, event));
    }

    static void key(BackedUp database, String person) {
        database.change(
                "INSERT INTO personal.person_key (person, key) VALUES ('%1$s', sha256('%1$s'))".formatted(person));
    }

    static void dropKey(BackedUp database, String person) {
        database.change("DELETE FROM personal.person_key WHERE person = '%s'".formatted(person));
    }

    static void password(BackedUp database, int user, String hash) {
        database.change("""
                INSERT INTO auth.credential VALUES (%d, '%s', now(), false)
                ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash""".formatted(user, hash));
    }
}
