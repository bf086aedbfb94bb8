package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/** PostgreSQL parts the words of titles as {@link SearchCharacters} does those of searches; texts are parted at the same. */
class PartedLawIT {

    @Test
    void postgresql_parts_words_at_the_same_characters() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (QueryNode _ = QueryNode.start(database, new InMemoryEventStorageEngine())) {
            List<Map<String, Object>> blocks =
                    TestDatabase.asApplicationOn(database).rows("""
                    SELECT block, string_agg(read_model.parted('a' || chr(block + c) || 'b'), E'\\n' ORDER BY c) AS parted
                    FROM generate_series(0, x'10ff00'::int, 256) block, generate_series(0, 255) c
                    WHERE block NOT BETWEEN x'd800'::int AND x'dfff'::int AND block + c >= 32
                    GROUP BY block
                    """);

            assertThat(blocks).hasSize(0x1100 - 8).allSatisfy(block -> {
                int first = (Integer) block.get("block");
                int[] same = known(first);
                List<String> parted = ((String) block.get("parted")).lines().toList();
                assertThat(IntStream.of(same).mapToObj(c -> parted.get(c - Math.max(first, ' '))))
                        .as(() -> "SearchCharacters has these symbols: " + ranges())
                        .containsExactlyElementsOf(IntStream.of(same)
                                .mapToObj(c -> SearchCharacters.parted("a" + Character.toString(c) + "b"))
                                .toList());
            });
        }
    }

    /** Those of a block that Java knows: PostgreSQL takes the others for symbols if they lie between symbols. */
    private static int[] known(int first) {
        return IntStream.range(Math.max(first, ' '), first + 256)
                .filter(c -> Character.isDefined(c) || SearchCharacters.isSymbol(c))
                .toArray();
    }

    /** For the function in PostgreSQL: signs and blanks never come to its ranges, nor what readers do not see. */
    private static String ranges() {
        StringBuilder ranges = new StringBuilder();
        int first = -1;
        int last = -1;
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            if (SearchCharacters.isSymbol(c)) {
                first = first < 0 ? c : first;
                last = c;
            } else if (first >= 0 && !isFree(c)) {
                ranges.append(escaped(first)).append(first < last ? "-" + escaped(last) : "");
                first = -1;
            }
        }
        return ranges.toString();
    }

    private static boolean isFree(int c) {
        return !Character.isDefined(c)
                || SearchCharacters.isBlank(c)
                || SearchCharacters.isUnseen(c)
                || SearchCharacters.SIGNS.indexOf(c) >= 0;
    }

    private static String escaped(int c) {
        return String.format(Character.isBmpCodePoint(c) ? "\\u%04X" : "\\U%08X", c);
    }

    @Test
    void texts_are_parted_at_the_same_characters() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .filter(c -> c != '<' && c != '&')
                        .mapToObj(c -> "a" + Character.toString(c) + "b")
                        .filter(words -> !SearchText.of(words)
                                .replaceAll("[\\x04-\\x1f]", " ")
                                .equals(SearchCharacters.parted(words))))
                .isEmpty();
    }
}
