package io.talel.ops.console.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserId;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators disable and enable a person; tests of the nodes cover the effect. */
class UsersDisableIT {

    private static final String DISABLED =
            "SELECT user_id::text FROM auth.credential WHERE disabled_at BETWEEN now() - interval '1 minute' AND now()";
    private static final String OWED =
            "SELECT user_id || ' ' || why || ' ' || (spared IS NULL) || ' ' || (due_at <= now())"
                    + " FROM auth.session_end";

    private BackedUp database;
    private UserId ada;

    @BeforeEach
    void two_people() throws IOException {
        database = BackedUp.create();
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            for (UserId each : List.of(ada, node.register("bob"))) {
                database.owner()
                        .sql("INSERT INTO auth.credential VALUES (?, 'a hash', now(), false)")
                        .param(each.value())
                        .update();
            }
        }
    }

    @Test
    void their_sessions_are_to_end_and_the_log_says_who_did_it_and_why() {
        Result disabled = run("disable", ada.value(), "--reason", "spam", "--yes", "-o", "json");

        assertThat(disabled.code()).as(disabled.toString()).isZero();
        assertThat(disabled.json().path("outcome").asString()).isEqualTo("done");
        assertThat(disabled.json().path("user").asLong()).isEqualTo(ada.value());
        assertThat(database.query(DISABLED)).containsExactly(String.valueOf(ada.value()));
        assertThat(database.query(OWED)).containsExactly(ada.value() + " ACCOUNT_DISABLED true true");
        assertThat(database.query("SELECT operator || ' ' || command || ' ' || reason || ' ' || outcome"
                        + " FROM operations.operator_log WHERE command LIKE 'users disable %'"))
                .containsExactly("grace users disable " + ada.value() + " spam done");
    }

    @Test
    void who_is_enabled_again_is_as_everybody_else() {
        run("disable", ada.value(), "--reason", "spam", "--yes");

        assertThat(run("enable", ada.value(), "--reason", "an error", "--yes").code())
                .isZero();

        assertThat(database.query("SELECT user_id::text FROM auth.credential WHERE disabled_at IS NOT NULL"))
                .isEmpty();
        assertThat(database.query("SELECT reason || ' ' || outcome FROM operations.operator_log"
                        + " WHERE command LIKE 'users enable %'"))
                .containsExactly("an error done");
    }

    @Test
    void what_is_so_already_is_refused() {
        assertThat(run("enable", ada.value(), "--reason", "an error", "--yes").code())
                .isEqualTo(ExitCode.REFUSED);
        run("disable", ada.value(), "--reason", "spam", "--yes");
        Result again = run("disable", ada.value(), "--reason", "spam", "--yes");
        assertThat(again.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(again.toString()).contains("user-" + ada.value() + " is disabled already");
        assertThat(database.query(OWED)).hasSize(1);
    }

    @Test
    void nothing_happens_that_was_not_confirmed_or_only_tried_or_is_about_nobody() {
        assertThat(run("disable", ada.value(), "--reason", "spam").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("disable", ada.value(), "--reason", "spam", "--dry-run").code())
                .isZero();
        for (String command : List.of("disable", "enable")) {
            assertThat(run(command, 4711, "--reason", "spam", "--dry-run").code())
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(run(command, 4711, "--reason", "spam", "--yes").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(run(command, 0, "--reason", "spam", "--yes").code()).isEqualTo(ExitCode.USAGE);
        }
        assertThat(database.query(DISABLED)).isEmpty();
        assertThat(database.query(OWED)).isEmpty();
    }

    private Result run(String command, long id, String... options) {
        List<String> words = new ArrayList<>(List.of("users", command, String.valueOf(id)));
        words.addAll(List.of(options));
        return database.run(words.toArray(String[]::new));
    }
}
