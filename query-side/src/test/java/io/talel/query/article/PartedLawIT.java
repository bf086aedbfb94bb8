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

/** Titles are parted as searches are, and at the blanks of texts. */
class PartedLawIT {

    @Test
    void postgresql_parts_words_at_the_same_characters() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (QueryNode _ = QueryNode.start(database, new InMemoryEventStorageEngine())) {
            List<Map<String, Object>> rows =
                    TestDatabase.asApplicationOn(database).rows("""
                    SELECT c, read_model.parted('a' || chr(c) || 'b') AS parted
                    FROM generate_series(x'20'::int, x'1ffff'::int) c
                    WHERE c NOT BETWEEN x'd800'::int AND x'dfff'::int
                    """);

            assertThat(rows)
                    .filteredOn(row -> SearchText.of("a" + Character.toString((Integer) row.get("c")) + "b")
                            .equals("a b"))
                    .hasSizeGreaterThan(40)
                    .extracting(row -> row.get("parted"))
                    .containsOnly("a b");
            assertThat(rows).hasSize(0x20000 - 0x20 - 0x800).allSatisfy(row -> assertThat(row.get("parted"))
                    .isEqualTo(SearchText.searched("a" + Character.toString((Integer) row.get("c")) + "b")));
        }
    }
}
