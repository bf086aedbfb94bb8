package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Commands that change something: asked for, done or refused, and logged. */
class ChangesIT {

    private static final String CLAIMS = """
            SELECT encode(email_hmac, 'hex') || user_id FROM claims.claimed_email
            UNION ALL SELECT username || user_id FROM claims.claimed_username ORDER BY 1""";

    private final Operated running = Operated.running();
    private final Operated left = Operated.left();

    @AfterEach
    void nothing_is_left_behind() {
        running.change("DELETE FROM read_model.dead_letter");
        left.change("DELETE FROM read_model.dead_letter");
        left.change("DELETE FROM read_model.pause");
        left.change("DELETE FROM read_model.rebuild");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"projections pause user", "projections rebuild user", "projections verify user", "claims rebuild"
            })
    void nothing_is_changed_without_a_reason_or_a_yes_or_in_a_dry_run(String command) {
        long entries = entries();

        assertThat(left.run(command.split(" ")).code()).isEqualTo(ExitCode.USAGE);
        Result refused = left.run((command + " --reason test").split(" "));
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--yes");
        Result dryRun = left.run((command + " --reason test --dry-run -o json").split(" "));
        assertThat(dryRun.code()).isEqualTo(ExitCode.OK);
        assertThat(dryRun.json().path("outcome").asString()).isEqualTo("dry run");
        assertThat(entries()).isEqualTo(entries);
        assertThat(left.query("SELECT projection FROM read_model.pause")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projections pause nobody",
                "projections resume user",
                "projections cancel user",
                "projections rebuild nobody",
                "projections verify nobody",
                "projections switch user --to 1",
                "projections switch user --to 7"
            })
    void a_dry_run_refuses_what_would_be_refused(String command) {
        long entries = entries();

        Result dryRun = left.run((command + " --reason test --dry-run -o json").split(" "));

        assertThat(dryRun.code()).as(dryRun.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(dryRun.json().path("outcome").asString()).isEqualTo("refused");
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void a_dry_run_sees_pauses_kept_generations_and_rebuilds_that_run() throws SQLException {
        change("projections pause image");
        left.change("INSERT INTO read_model.generation (projection, number, code_version, active, keep_until)"
                + " VALUES ('image', 7, 1, false, now() + interval '1 hour')");

        assertThat(dryRun("projections pause image")).isEqualTo(ExitCode.REFUSED);
        assertThat(dryRun("projections resume image")).isEqualTo(ExitCode.OK);
        assertThat(dryRun("projections switch image --to 7")).isEqualTo(ExitCode.OK);
        try (Connection process = DriverManager.getConnection(
                        left.database().jdbcUrl(),
                        left.database().user(),
                        left.database().password());
                Statement statement = process.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7114202, hashtext('image'))");

            assertThat(dryRun("projections rebuild image")).isEqualTo(ExitCode.REFUSED);
            assertThat(dryRun("projections switch image --to 7")).isEqualTo(ExitCode.REFUSED);
            assertThat(dryRun("projections rebuild user")).isEqualTo(ExitCode.OK);
        } finally {
            left.change("DELETE FROM read_model.generation WHERE number = 7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "-5m", "-7d", "soon", "3651d", "999999999999d", "99999999999999999999h"})
    void a_generation_is_kept_for_a_positive_time_of_at_most_ten_years(String keep) {
        Result rebuild = change("projections rebuild user --keep " + keep);

        assertThat(rebuild.code()).isEqualTo(ExitCode.USAGE);
        assertThat(rebuild.err()).contains("'" + keep + "' is not a duration");
    }

    @Test
    void a_projection_is_paused_and_resumed() {
        assertThat(change("projections pause user").code()).isEqualTo(ExitCode.OK);
        assertThat(left.query("SELECT operator || ': ' || reason FROM read_model.pause"))
                .containsExactly("grace: test");
        assertThat(left.run("projections", "show", "user").out()).contains("user is paused");

        Result again = change("projections pause user");
        assertThat(again.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(again.json().path("message").asString()).contains("paused already");

        assertThat(change("projections resume user").code()).isEqualTo(ExitCode.OK);
        assertThat(change("projections resume user").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(change("projections pause nobody").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void what_was_done_and_what_was_refused_is_in_the_operator_log() {
        change("projections pause image");
        change("projections pause image");

        JsonNode log = left.run("log", "-n", "2", "-o", "json").json();

        assertThat(log.findValuesAsString("outcome")).containsExactly("refused", "done");
        assertThat(log.path(1).path("operator").asString()).isEqualTo("grace");
        assertThat(log.path(1).path("command").asString()).isEqualTo("projections pause image");
        assertThat(log.path(1).path("reason").asString()).isEqualTo("test");
        assertThat(left.run("log").out()).contains("projections pause image", "image is paused already");
    }

    @Test
    void a_running_rebuild_is_asked_to_end_and_a_dead_one_is_told_apart() throws SQLException {
        assertThat(change("projections cancel image").code()).isEqualTo(ExitCode.REFUSED);
        left.change("""
                INSERT INTO read_model.rebuild (projection, generation, purpose, phase, operator, process, reason)
                VALUES ('image', 2, 'rebuild', 'filling', 'grace', '1@gone', 'test')""");

        Result dead = change("projections cancel image");
        assertThat(dead.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(dead.json().path("message").asString()).contains("died");

        try (Connection process = DriverManager.getConnection(
                        left.database().jdbcUrl(),
                        left.database().user(),
                        left.database().password());
                Statement statement = process.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7114202, hashtext('image'))");
            assertThat(projectionsSay("image")).contains("rebuild filling");
            assertThat(change("projections cancel image").code()).isEqualTo(ExitCode.OK);
        }
        assertThat(projectionsSay("image")).contains("rebuild died");
        assertThat(left.query("SELECT cancel_requested::text FROM read_model.rebuild"))
                .containsExactly("true");
    }

    @Test
    void rebuilt_claims_are_those_that_were_there() {
        List<String> before = running.query(CLAIMS);
        List<String> owners = running.owners();
        running.change("DELETE FROM claims.claimed_email");
        assertThat(running.run("doctor").code()).isEqualTo(ExitCode.UNHEALTHY);

        Result rebuilt = running.run("claims", "rebuild", "--yes", "--reason", "they are gone");

        assertThat(rebuilt.err()).isEmpty();
        assertThat(rebuilt.code()).isEqualTo(ExitCode.OK);
        assertThat(running.query(CLAIMS)).isEqualTo(before).isNotEmpty();
        assertThat(running.owners()).isEqualTo(owners);
    }

    @Test
    void letters_are_listed_and_shown_with_their_event() {
        park(running, "user-1", 0, "java.lang.IllegalStateException");

        JsonNode letters = running.run("dead-letters", "list", "--cause", "illegalstate", "-o", "json")
                .json();
        assertThat(letters.size()).isEqualTo(1);
        Result shown =
                running.run("dead-letters", "show", letters.path(0).path("id").asString(), "-o", "json");

        assertThat(shown.json().path("event").path("payload").path("email").asString())
                .isEqualTo("(sealed)");
        assertThat(running.run("dead-letters", "list").out()).contains("IllegalStateException");
        assertThat(running.run("dead-letters", "list", "--cause", "other", "-o", "json")
                        .json()
                        .size())
                .isZero();
    }

    @Test
    void letters_are_discarded_by_filter() {
        park(left, "user-10", 0, "X");
        park(left, "user-10", 1, "");
        park(left, "user-11", 0, "Y");

        assertThat(left.run("dead-letters", "discard", "--yes", "--reason", "test")
                        .code())
                .isEqualTo(ExitCode.USAGE);
        Result discarded = change("dead-letters discard --stream user-10");

        assertThat(discarded.json().path("discarded").asInt()).isEqualTo(2);
        assertThat(left.query("SELECT stream FROM read_model.dead_letter")).containsExactly("user-11");
        assertThat(change("dead-letters discard --stream user-10").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(change("dead-letters discard --all").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void letters_of_generations_that_are_not_live_are_meant_only_when_that_is_said() {
        left.change("INSERT INTO read_model.generation (projection, number, code_version, active, keep_until)"
                + " VALUES ('user', 6, 1, false, now() + interval '1 hour')");
        park(left, "user-10", 0, "X");
        park(left, "user-11", 0, "Y");
        left.change("UPDATE read_model.dead_letter SET generation = 6 WHERE stream = 'user-11'");

        assertThat(letters("dead-letters list")).containsExactly("user-10");
        assertThat(letters("dead-letters list --all-generations")).containsExactly("user-10", "user-11");

        Result discarded = change("dead-letters discard --all");
        assertThat(discarded.json().path("message").asString()).isEqualTo("1 letter was discarded: user-10 version 0.");
        assertThat(change("dead-letters discard --all --all-generations").code())
                .isEqualTo(ExitCode.OK);
        assertThat(left.query("SELECT command FROM operations.operator_log ORDER BY id DESC LIMIT 2"))
                .containsExactly("dead-letters discard --all --all-generations", "dead-letters discard --all");
        left.change("DELETE FROM read_model.generation WHERE number = 6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projections show nobody",
                "dead-letters list --projection nobody",
                "dead-letters list --projection nobody --all-generations",
                "dead-letters retry --projection nobody --reason test --dry-run",
                "dead-letters discard --projection nobody --reason test --yes"
            })
    void a_projection_that_does_not_exist_is_refused_by_all_that_only_look_too(String command) {
        Result refused = left.run(command.split(" "));

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .contains("Refused: There is no projection nobody; `projections list` names them.")
                .doesNotContain("at io.talel");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void letters_are_tried_again_in_a_process_that_takes_no_segment() {
        List<String> owners = running.owners();
        park(running, "user-1", 0, "X");

        Result retried = running.run("dead-letters", "retry", "--all", "--yes", "--reason", "mended", "-o", "json");

        assertThat(retried.code()).isEqualTo(ExitCode.OK);
        assertThat(retried.json().path("taken").asInt()).isEqualTo(1);
        assertThat(running.query("SELECT stream FROM read_model.dead_letter")).isEmpty();
        assertThat(running.owners()).isEqualTo(owners);
    }

    private Result change(String command) {
        return left.run((command + " --reason test --yes -o json").split(" "));
    }

    private List<String> letters(String command) {
        return left.run((command + " -o json").split(" ")).json().findValuesAsString("stream");
    }

    private int dryRun(String command) {
        return left.run((command + " --reason test --dry-run").split(" ")).code();
    }

    private String projectionsSay(String projection) {
        return left.run("projections", "list")
                .out()
                .lines()
                .filter(line -> line.startsWith(projection))
                .findFirst()
                .orElseThrow();
    }

    private long entries() {
        return left.query("SELECT id::text FROM operations.operator_log").size();
    }

    private static void park(Operated operated, String stream, long version, String cause) {
        operated.change("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                VALUES ('user', 1, '%s', %d, 1, 'UserRegistered', '%s', 'no', 1)""".formatted(stream, version, cause));
    }
}
