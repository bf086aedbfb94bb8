package io.talel.ops.console.users;

import io.talel.ops.console.command.Words;
import io.talel.ops.console.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Persons of the log whose key is gone without their removal. In a database that was restored they were erased after the
 * place that its log was restored to: nobody can read who they were, and what they had published is there again. In any
 * other one their keys were lost.
 *
 * @param first a few of their streams, the lowest numbers
 */
public record KeylessPersons(long number, List<String> first) {

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
            ORDER BY length(person), person
            LIMIT ?""";

    public KeylessPersons {
        first = List.copyOf(first);
    }

    private record Found(String person, long number) {}

    /** Nobody in a log that is whole: a key and the event of the removal go in one transaction. */
    public static Optional<KeylessPersons> of(Connection eventStore) throws SQLException {
        List<Found> found = Rows.list(
                eventStore, NOT_REMOVED, row -> new Found(row.getString("person"), row.getLong("number")), FEW);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeylessPersons(
                        found.getFirst().number(),
                        found.stream().map(Found::person).toList()));
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
