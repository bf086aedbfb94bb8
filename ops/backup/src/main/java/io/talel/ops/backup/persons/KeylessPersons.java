package io.talel.ops.backup.persons;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Persons of the log whose key is gone without their removal.
 *
 * @param lost those whose keys were lost: a backup of keys may still have them
 * @param erased those of whom a restore knows that they were erased after the place that the log was restored to: nobody can
 *     read who they were, and what they had published is there again
 */
public record KeylessPersons(Group lost, Group erased) {

    private static final int FEW = 5;

    /** Everybody without a key, and the last event of each. Of all others no event is looked at: the index has their streams. */
    static final String WITHOUT_KEY = """
            WITH keyless AS MATERIALIZED (
                SELECT aggregate_identifier AS person
                FROM event_store.domain_event
                WHERE aggregate_identifier LIKE 'user-%'
                  AND sequence_number = 0
                  AND NOT EXISTS (SELECT FROM personal.person_key WHERE person = aggregate_identifier)),
            without_key AS (
                SELECT person, (SELECT event_name
                                FROM event_store.domain_event
                                WHERE aggregate_identifier = person
                                ORDER BY sequence_number DESC
                                LIMIT 1) AS last_event
                FROM keyless)
            """;

    private static final String NOT_REMOVED = WITHOUT_KEY + """
            SELECT person, count(*) OVER () AS number
            FROM without_key
            WHERE last_event <> 'UserRemoved'
              AND EXISTS (SELECT FROM operations.erased_person erased WHERE erased.person = without_key.person) = ?
            ORDER BY length(person), person
            LIMIT ?""";

    private static final String RECORD_ERASED = WITHOUT_KEY + """
            INSERT INTO operations.erased_person (person)
            SELECT person FROM without_key WHERE last_event <> 'UserRemoved'
            ON CONFLICT (person) DO NOTHING""";

    /**
     * Some of them by name.
     *
     * @param first a few of their streams, the lowest numbers
     */
    public record Group(long number, List<String> first) {

        private static final Group NOBODY = new Group(0, List.of());

        public Group {
            first = List.copyOf(first);
        }

        public boolean isEmpty() {
            return number == 0;
        }

        /** How many they are, and who the first are. */
        public String sentence() {
            return "%s in the log, but no key and no removal: %s%s."
                    .formatted(
                            Words.count(number, "person is", "persons are"),
                            String.join(", ", first),
                            number > first.size() ? " and %d more".formatted(number - first.size()) : "");
        }
    }

    private record Found(String person, long number) {}

    /** Nobody in a log that is whole: a key and the event of the removal go in one transaction. */
    public static KeylessPersons of(Connection eventStore) throws SQLException {
        return new KeylessPersons(group(eventStore, false), group(eventStore, true));
    }

    private static Group group(Connection eventStore, boolean erased) throws SQLException {
        List<Found> found = Rows.list(
                eventStore, NOT_REMOVED, row -> new Found(row.getString("person"), row.getLong("number")), erased, FEW);
        return found.isEmpty()
                ? Group.NOBODY
                : new Group(
                        found.getFirst().number(),
                        found.stream().map(Found::person).toList());
    }

    /** Writes down that all of them were erased. */
    public static void recordErased(Connection owner) throws SQLException {
        Rows.change(owner, RECORD_ERASED);
    }
}
