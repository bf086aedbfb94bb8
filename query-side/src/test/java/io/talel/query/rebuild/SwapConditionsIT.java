package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Swaps that meet slow readers, two releases at once, and processors that stopped long ago. */
class SwapConditionsIT {

    private PostgresDatabase database;
    private TestDatabase owner;
    private QueryNode node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.onOneDatabase(database);
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        node.log().publish(event(published(1, ADA, "First"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        assertThat(node.reaches(new StreamVersion(ADA.toString(), 0))).isTrue();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_reader_with_an_old_snapshot_is_waited_for_as_long_as_the_patience_lasts() throws Exception {
        try (Operators impatient = Operators.of(database, "talelio.rebuild.swap-patience=PT0.1S");
                Connection reader = oldSnapshot()) {
            assertThatThrownBy(() -> impatient.run(Operators.rebuild("article")))
                    .isInstanceOf(RebuildStopped.class)
                    .hasMessageMatching("It could not be swapped within 0 s, at last because"
                            + " the transaction of process \\d+ began before and goes on");
            assertThat(impatient.generations("article")).containsExactly("1 active");
            reader.rollback();
        }
        try (Operators patient = Operators.of(database);
                Connection reader = oldSnapshot()) {
            AtomicInteger looks = new AtomicInteger();
            RebuildReport report = patient.rebuilds().run(Operators.rebuild("article"), progress -> {
                if (progress.phase() == Phase.SWAPPING && looks.incrementAndGet() == 3) {
                    node.log().publish(event(revised(1, "meanwhile"), 1, MONDAY));
                    assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();
                    assertThat(versionIn(reader)).isZero();
                    end(reader);
                }
            });
            assertThat(looks.get()).isGreaterThanOrEqualTo(3);
            assertThat(patient.live("article")).isEqualTo(report.generation());
            assertThat(owner.value("SELECT version FROM read_model.article", Long.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_old_release_serves_while_the_next_one_is_prepared_and_leaves_writing_to_it_after_the_swap() {
        try (QueryNode next = QueryNode.ofTheNextVersion(database);
                Operators operator = Operators.ofTheNextVersion(database);
                Operators old = Operators.of(database)) {
            node.log().publish(event(revised(1, "before"), 1, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 1))).isTrue();

            RebuildReport report = operator.run(Operators.rebuild("article"));

            assertThat(report.differing()).isZero();
            next.log().publish(event(revised(1, "after"), 2, MONDAY));
            assertThat(next.reaches(new StreamVersion("article-1", 2))).isTrue();
            assertThat(node.article(Slug.of(new Title("First"))))
                    .get()
                    .extracting(page -> page.article().version())
                    .isEqualTo(2L);
            assertThat(owner.value("SELECT version FROM article_g1.article", Long.class))
                    .isEqualTo(1);

            assertThatThrownBy(() -> operator.run(Operators.goBack("article", 1)))
                    .isInstanceOf(RebuildRefused.class)
                    .hasMessageMatching("article_g1 was filled by version \\d+ of its projection, this process has .+");
            old.run(Operators.goBack("article", 1));
            node.log().publish(event(revised(1, "back again"), 3, MONDAY));
            assertThat(node.reaches(new StreamVersion("article-1", 3))).isTrue();
            assertThat(owner.value("SELECT version FROM article_g1.article", Long.class))
                    .isEqualTo(3);
        }
    }

    @Test
    void a_projection_without_a_running_node_is_up_to_date_after_a_rebuild() {
        node.close();
        LongLog.grow(owner, 2, 500, 1);
        try (Operators operator = Operators.of(database)) {
            operator.run(Operators.rebuild("article"));

            operator.awaitTokensAtTheHead("article");
            assertThat(owner.value("SELECT count(*) FROM read_model.article", Integer.class))
                    .isEqualTo(500);
            assertThat(owner.value("SELECT count(*) FROM article_g1.article", Integer.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_generation_without_a_column_that_readers_may_ask_for_is_refused() {
        owner.execute("DROP VIEW read_model.image");
        owner.execute("CREATE VIEW read_model.image AS SELECT *, 'of a newer release' AS caption FROM image_g1.image");
        try (Operators operator = Operators.of(database)) {
            assertThatThrownBy(() -> operator.run(Operators.rebuild("image")))
                    .isInstanceOf(RebuildRefused.class)
                    .hasMessage("Readers of image may ask for caption, which image_g2 has not got:"
                            + " the view cannot lose columns within a release");
            assertThat(operator.generations("image")).containsExactly("1 active");
            assertThat(operator.schemas("image")).hasSize(1);
        }
    }

    @Test
    void a_view_that_cannot_show_the_columns_in_their_order_is_refused_before_anything_is_filled() {
        String columns = owner.value(
                "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position DESC) FROM information_schema.columns"
                        + " WHERE table_schema = 'read_model' AND table_name = 'image'",
                String.class);
        owner.execute("DROP VIEW read_model.image");
        owner.execute("CREATE VIEW read_model.image AS SELECT " + columns + " FROM image_g1.image");
        try (Operators operator = Operators.of(database)) {
            assertRefused(
                    operator, "image", "ERROR: cannot change name of view column \"[a-z_0-9]+\" to \"id\"(?s:.*)");
        }
    }

    @Test
    void joins_of_another_release_with_other_columns_are_refused_before_anything_is_filled() {
        owner.execute("DROP VIEW read_model.article_page");
        owner.execute("CREATE VIEW read_model.article_page AS SELECT id, title FROM read_model.article");
        try (Operators next = Operators.ofTheNextVersion(database)) {
            assertRefused(next, "article", "ERROR: cannot change name of view column \"title\" to \"version\"(?s:.*)");
        }
    }

    private void assertRefused(Operators operator, String projection, String because) {
        assertThatThrownBy(() -> operator.run(Operators.rebuild(projection)))
                .isInstanceOf(RebuildRefused.class)
                .hasMessageMatching("The views cannot show " + projection + "_g2: " + because);
        assertThat(operator.generations(projection)).containsExactly("1 active");
        assertThat(operator.schemas(projection)).hasSize(1);
        assertThat(owner.value("SELECT count(*) FROM read_model.rebuild", Integer.class))
                .isZero();
    }

    private Connection oldSnapshot() throws SQLException {
        Connection reader = TestDatabase.asApplicationOn(database).connect();
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        reader.setAutoCommit(false);
        versionIn(reader);
        return reader;
    }

    private static long versionIn(Connection reader) {
        try (ResultSet row = reader.createStatement().executeQuery("SELECT version FROM read_model.article")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(Connection reader) {
        try {
            reader.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
