package io.talel.ops.backup.persons;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Persons in the log who have neither a key nor a removal.
 *
 * @param lost persons whose keys were lost: a backup of keys may still have them
 * @param erased persons who were erased after the place that the log was restored to: their names cannot be read, but
 *     what they published exists again
 */
public record KeylessPersons(Group lost, Group erased) {

    private static final int FEW = 5;

    /** Defines without_key for a query that follows. */
    static final String WITHOUT_KEY = EVENT_STORE.get("with-persons-without-key") + "\n";

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
     * A group of persons.
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

        /** Number of the persons, and the first few. */
        public String sentence() {
            return "%s in the log without a key or a removal: %s."
                    .formatted(Words.count(number, "person is", "persons are"), Words.few(first, number));
        }
    }

    private record Found(String person, long number) {}

    /** Empty when the log is intact: one transaction deletes a key and appends the removal. */
    public static KeylessPersons of(Connection eventStore) throws SQLException {
        return new KeylessPersons(group(eventStore, false), group(eventStore, true));
    }

    private static Group group(Connection eventStore, boolean erased) throws SQLException {
        List<Found> found = Rows.list(eventStore, NOT_REMOVED, Rows.to(Found.class), erased, FEW);
        return found.isEmpty()
                ? Group.NOBODY
                : new Group(
                        found.getFirst().number(),
                        found.stream().map(Found::person).toList());
    }

    /** Records all of them as erased. */
    public static void recordErased(Connection owner) throws SQLException {
        Rows.change(owner, RECORD_ERASED);
    }
}
