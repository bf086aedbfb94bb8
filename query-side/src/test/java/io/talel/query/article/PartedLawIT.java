package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL parts the words of titles as {@link SearchCharacters} says, which parts searches and texts. */
class PartedLawIT {

    @Test
    void postgresql_parts_words_at_the_same_characters() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (QueryNode _ = QueryNode.start(database, new InMemoryEventStorageEngine())) {
            List<Map<String, Object>> rows =
                    TestDatabase.asApplicationOn(database).rows("""
                    SELECT c, read_model.parted('a' || chr(c) || 'b') AS parted
                    FROM generate_series(x'20'::int, x'10ffff'::int) c
                    WHERE c NOT BETWEEN x'd800'::int AND x'dfff'::int
                    """);

            assertThat(rows).hasSize(0x110000 - 0x20 - 0x800);
            assertThat(rows)
                    .filteredOn(row -> Character.isDefined((Integer) row.get("c")))
                    .filteredOn(row -> !SearchCharacters.parted("a" + Character.toString((Integer) row.get("c")) + "b")
                            .equals(row.get("parted")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {' ', '\u00A0', '\u2003', '\u3000', '\u200B', '/', '“', '™', '\uFE0F', '①', '।', 0x1F680, 0xE0067})
    void texts_are_parted_at_them_too(int c) {
        assertThat(SearchCharacters.parted("a" + Character.toString(c) + "b").strip())
                .contains(" ");
        assertThat(SearchText.of("a" + Character.toString(c) + "b")).matches("(?s)a[ \\x00-\\x1f].*b");
    }
}
