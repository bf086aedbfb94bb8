package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.StatementCount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed costs the database, by its statistics. */
class FeedCostE2E {

    private static final int READS = 20;

    /** The read models are reached by their views; what projections do names tables. */
    private static final String READ = "read_model.";

    private static final String DATABASE = "counted";

    @TempDir
    static Path directory;

    private static LocalPostgres postgres;
    private static Connection superuser;
    private static GatewayNode node;
    private static ApiSession ada;

    @BeforeAll
    static void a_node_on_a_server_that_counts() throws SQLException {
        postgres = LocalPostgres.startWith(directory, StatementCount.SETTING);
        StatementCount.enable(postgres);
        superuser = postgres.connectAsSuperuser();
        PostgresDatabase database = postgres.createDatabase(DATABASE);
        node = GatewayNode.on(database, Map.of());
        GatewayNode.drawOtherIds(database);
        ada = TestPerson.signedIn(node.api(), "ada");
        ada.publish("Fed", "Text.");
    }

    @AfterAll
    static void all_stop() throws SQLException {
        node.close();
        superuser.close();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feeds/rss.xml", "/feeds/atom.xml?tag=news", "/users/%s/feeds/feed.json"})
    void a_client_that_has_the_feed_costs_the_digest_alone(String path) throws SQLException {
        String feed = path.formatted(ada.person().username());
        String tag = node.api().get(feed).send().is(200).header("ETag");

        List<StatementCount> reads = readsOf(
                () -> node.api().get(feed).header("If-None-Match", tag).send().is(304));
        assertThat(reads).singleElement().satisfies(read -> {
            assertThat(read.query()).contains("hashtextextended");
            assertThat(read.calls()).isEqualTo(READS);
        });

        assertThat(readsOf(() -> node.api().get(feed).send().is(200)))
                .as("a client that does not")
                .hasSizeGreaterThan(1);
    }

    /** Statements on the read models that are made for every request. */
    private static List<StatementCount> readsOf(Runnable request) throws SQLException {
        StatementCount.reset(superuser, DATABASE);
        for (int i = 0; i < READS; i++) {
            request.run();
        }
        return StatementCount.of(superuser, DATABASE).stream()
                .filter(each -> each.query().contains(READ) && each.calls() >= READS)
                .toList();
    }
}
