package io.talel.query.rebuild.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.SharedServers;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.Cancellation;
import io.talel.query.rebuild.comparison.RowComparison.DifferingRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two tables of some length, which are compared 5,000 rows at a time. */
class RowComparisonIT {

    private static TestDatabase owner;
    private static Connection connection;

    @BeforeAll
    static void two_tables() throws SQLException {
        owner = TestDatabase.asOwnerOf(SharedServers.newDatabase());
        connection = owner.connect();
        for (String table : List.of("live", "filled")) {
            owner.execute("CREATE TABLE " + table
                    + " (id bigint PRIMARY KEY, version bigint NOT NULL, title text, at_home boolean)");
        }
    }

    @BeforeEach
    void they_are_empty() {
        owner.execute("TRUNCATE live, filled");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 12000", "12000, 0", "5000, 5000", "10000, 10000", "4999, 5001", "12345, 6001", "300, 15001"
    })
    void each_row_that_one_of_them_lacks_or_has_otherwise_is_found_once(int live, int filled) throws SQLException {
        fill("live", live, 2999);
        fill("filled", filled, 3001);

        assertThat(differing())
                .extracting(DifferingRow::id)
                .containsExactlyInAnyOrderElementsOf(owner.rows("""
                        SELECT coalesce(l.id, f.id) AS id
                        FROM live l
                        FULL JOIN filled f ON f.id = l.id
                        WHERE l IS DISTINCT FROM f
                        """).stream()
                        .map(row -> (Long) row.get("id"))
                        .toList());
    }

    @Test
    void what_differs_is_named() throws SQLException {
        owner.execute("INSERT INTO live VALUES (1, 4, 'Tea', true), (2, 0, NULL, false), (3, 0, 'Milk', NULL)");
        owner.execute("INSERT INTO filled VALUES (1, 5, 'Coffee', true), (2, 0, 'Tea', NULL), (4, 1, 'Milk', NULL)");
        assertThat(differing())
                .containsExactlyInAnyOrder(
                        new DifferingRow(1, 4L, 5L, List.of("title")),
                        new DifferingRow(2, 0L, 0L, List.of("title", "at_home")),
                        new DifferingRow(3, 0L, null, List.of("title")),
                        new DifferingRow(4, null, 1L, List.of("title")));
    }

    /**
     * Every tenth row has another title in each of them, some have another version. Most ids are neighbours, so that a range
     * that begins too late or ends too early is noticed.
     *
     * @param lacking how many rows lie between two that are left out
     */
    private static void fill(String table, int rows, int lacking) {
        owner.execute("""
                INSERT INTO %1$s
                SELECT i + i / 4, i %% %3$d / (%3$d - 1), CASE WHEN i %% 10 = 0 THEN '%1$s' ELSE 'same' END
                FROM generate_series(1, %2$d) i
                WHERE i %% %3$d <> 0""".formatted(table, rows, lacking));
    }

    private static List<DifferingRow> differing() throws SQLException {
        List<DifferingRow> found = new ArrayList<>();
        RowComparison.of(connection, "live", "filled")
                .all(connection, new RowComparison.Ranges(), new Cancellation(), found::add);
        return found;
    }
}
