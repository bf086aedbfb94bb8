package io.talel.query.rebuild;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What an operator's process does and what it looks at. */
public final class Operators implements AutoCloseable {

    private final QueryNode process;
    private final TestDatabase database;

    private Operators(QueryNode process, TestDatabase database) {
        this.process = process;
        this.database = database;
    }

    public static Operators of(PostgresDatabase database, String... properties) {
        return new Operators(
                QueryNode.onOneDatabase(database, withoutProcessors(properties)), TestDatabase.asOwnerOf(database));
    }

    static Operators ofTheNextVersion(PostgresDatabase database) {
        return new Operators(
                QueryNode.ofTheNextVersion(database, withoutProcessors()), TestDatabase.asOwnerOf(database));
    }

    private static String[] withoutProcessors(String... properties) {
        return Stream.concat(Stream.of("talelio.projections.enabled=false"), Arrays.stream(properties))
                .toArray(String[]::new);
    }

    Rebuilds rebuilds() {
        return process.context().getBean(Rebuilds.class);
    }

    public QueryNode process() {
        return process;
    }

    RebuildReport run(RebuildOrder order) {
        return rebuilds().run(order, _ -> {});
    }

    public static RebuildOrder rebuild(String projection) {
        return order(projection, Purpose.REBUILD, null, false, false);
    }

    static RebuildOrder verify(String projection) {
        return order(projection, Purpose.VERIFY, null, false, false);
    }

    static RebuildOrder goBack(String projection, int generation) {
        return order(projection, Purpose.SWITCH, generation, false, false);
    }

    static RebuildOrder skippingErrors(String projection) {
        return order(projection, Purpose.REBUILD, null, true, false);
    }

    static RebuildOrder acceptingDifferences(String projection) {
        return order(projection, Purpose.REBUILD, null, false, true);
    }

    private static RebuildOrder order(
            String projection, Purpose purpose, @Nullable Integer to, boolean skipErrors, boolean acceptDifferences) {
        return new RebuildOrder(
                projection, purpose, to, skipErrors, acceptDifferences, RebuildOrder.KEEP, "ada", "a test");
    }

    /** For example {@code 1 kept}, {@code 2 active}. */
    public List<String> generations(String projection) {
        return database
                .rows(
                        "SELECT number || CASE WHEN active THEN ' active' WHEN keep_until > now() THEN ' kept' ELSE '' END"
                                + " AS state FROM read_model.generation WHERE projection = '" + projection
                                + "' ORDER BY number")
                .stream()
                .map(row -> String.valueOf(row.get("state")))
                .toList();
    }

    public int live(String projection) {
        return database.value(
                "SELECT number FROM read_model.generation WHERE active AND projection = '" + projection + "'",
                Integer.class);
    }

    List<?> schemas(String projection) {
        return database.rows(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE '" + projection + "\\_g%' ORDER BY nspname");
    }

    /** Waits until every segment has passed the last event, segments without events too. */
    void awaitTokensAtTheHead(String projection) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> database.value(
                        "SELECT min((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint)"
                                + " = (SELECT max(global_index) FROM event_store.domain_event)"
                                + " FROM read_model.token_entry WHERE processor_name = '" + projection + "'",
                        Boolean.class));
    }

    @Override
    public void close() {
        process.close();
    }
}
