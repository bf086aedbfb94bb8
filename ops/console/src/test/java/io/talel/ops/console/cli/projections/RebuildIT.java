package io.talel.ops.console.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.backup.store.Stores;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds from the command line, beside a running node. */
class RebuildIT {

    private final Operated running = Operated.running();
    private final String imageCode = running.query(
                    "SELECT code_version::text FROM read_model.generation WHERE projection = 'image' AND number = 1")
            .getFirst();

    @AfterEach
    void the_first_generations_are_live() {
        running.change("UPDATE read_model.generation SET code_version = " + imageCode
                + " WHERE projection = 'image' AND number = 1");
        for (String projection : List.of("image", "user")) {
            if (!generation(projection).equals("1")) {
                Result back = change("projections switch " + projection + " --to 1");
                assertThat(back.code()).as(back.toString()).isEqualTo(ExitCode.OK);
            }
        }
    }

    @Test
    void a_projection_is_verified_rebuilt_and_switched_back_while_its_node_keeps_its_segments() {
        List<String> owners = running.owners();

        Result verified = running.run("projections", "verify", "user", "--yes", "--reason", "test");
        assertThat(verified.code()).as(verified.toString()).isEqualTo(ExitCode.OK);
        assertThat(verified.out()).contains("0 differ");
        JsonNode progress =
                JsonMapper.shared().readTree(verified.out().lines().findFirst().orElseThrow());
        assertThat(progress.path("projection").asString()).isEqualTo("user");
        assertThat(progress.has("eventsPerSecond")).isTrue();
        assertThat(generation("user")).isEqualTo("1");

        Result rebuilt = change("projections rebuild user");
        assertThat(rebuilt.code()).as(rebuilt.toString()).isEqualTo(ExitCode.OK);
        assertThat(generation("user"))
                .isEqualTo(rebuilt.json().path("report").path("generation").asString())
                .isNotEqualTo("1");

        Result back = change("projections switch user --to 1");
        assertThat(back.code()).as(back.toString()).isEqualTo(ExitCode.OK);
        assertThat(generation("user")).isEqualTo("1");
        assertThat(running.owners()).isEqualTo(owners);
    }

    @Test
    void a_rebuild_beside_another_is_refused_and_the_refusal_is_written_down() throws SQLException {
        try (Connection another = DriverManager.getConnection(
                        running.database().jdbcUrl(),
                        running.database().user(),
                        running.database().password());
                Statement statement = another.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7114202, hashtext('article'))");

            Result refused = change("projections rebuild article");

            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            JsonNode entry = running.run("log", "-n", "1", "-o", "json").json().path(0);
            assertThat(entry.path("outcome").asString()).isEqualTo("refused");
            assertThat(entry.path("details").asString()).contains("being rebuilt");
        }
    }

    @Test
    void an_upgrade_rebuilds_what_other_code_has_filled_and_nothing_else() {
        running.change("UPDATE read_model.generation SET code_version = code_version - 1 WHERE projection = 'image'");
        String user = generation("user");
        Result tried = change("projections upgrade --dry-run");
        assertThat(tried.code()).as(tried.toString()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(tried.json().path("projections"))
                .extracting(JsonNode::asString)
                .containsExactly("image");

        Result upgraded = change("projections upgrade");

        assertThat(upgraded.code()).as(upgraded.toString()).isEqualTo(ExitCode.OK);
        assertThat(upgraded.json().path("reports")).singleElement().satisfies(report -> assertThat(
                        report.path("projection").asString())
                .isEqualTo("image"));
        assertThat(generation("image"))
                .isEqualTo(upgraded.json().at("/reports/0/generation").asString());
        assertThat(generation("user")).isEqualTo(user);
        Result again = change("projections upgrade");
        assertThat(again.code()).as(again.toString()).isEqualTo(ExitCode.OK);
        assertThat(again.json().path("reports")).isEmpty();
        assertThat(change("projections upgrade --dry-run").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_swap_does_not_wait_for_a_command_that_reads_the_whole_log() throws SQLException {
        try (Stores stores =
                Stores.openToReadAll(new Settings(running.database().environment()))) {
            stores.eventStore().setAutoCommit(false);
            assertThat(Rows.number(stores.eventStore(), "SELECT count(*) FROM event_store.domain_event"))
                    .isPositive();

            Result rebuilt = change("projections rebuild image");

            assertThat(rebuilt.code()).as(rebuilt.toString()).isEqualTo(ExitCode.OK);
        }
    }

    private Result change(String command) {
        return running.run((command + " --yes --reason test -o json").split(" "));
    }

    private String generation(String projection) {
        return running.query("SELECT number::text FROM read_model.generation WHERE active AND projection = '"
                        + projection + "'")
                .getFirst();
    }
}
