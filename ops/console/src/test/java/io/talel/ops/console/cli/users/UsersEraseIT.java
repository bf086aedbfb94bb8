package io.talel.ops.console.cli.users;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators erase a person. */
class UsersEraseIT {

    private static final String EVENTS = "SELECT event_name FROM event_store.domain_event ORDER BY global_index";

    private BackedUp database;
    private UserId ada;

    @BeforeEach
    void a_person() throws IOException {
        database = BackedUp.create();
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
        }
    }

    @Test
    void the_key_goes_and_the_names_are_free_and_the_log_says_who_did_it_and_why() {
        Result erased = erase(ada.value(), "--articles", "remove", "--reason", "a letter", "--yes", "-o", "json");

        assertThat(erased.code()).as(erased.toString()).isZero();
        assertThat(erased.json().path("outcome").asString()).isEqualTo("done");
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered", "UserRemoved");
        assertThat(database.query("SELECT convert_from(payload, 'UTF8') FROM event_store.domain_event"
                        + " WHERE event_name = 'UserRemoved'"))
                .singleElement()
                .asString()
                .contains("REMOVE");
        assertThat(database.query("SELECT person FROM personal.person_key")).isEmpty();
        assertThat(database.query("SELECT user_id::text FROM claims.claimed_email"))
                .isEmpty();
        assertThat(database.query("SELECT operator || ' ' || reason || ' ' || outcome FROM operations.operator_log"
                        + " WHERE command LIKE 'users erase %'"))
                .containsExactly("grace a letter done");
        assertThat(erase(ada.value(), "--reason", "again", "--yes").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void what_nodes_have_to_do_is_written_down_even_if_none_follows_the_log_yet() {
        database.owner()
                .sql("INSERT INTO auth.credential VALUES (?, 'a hash', now(), false)")
                .param(ada.value())
                .update();

        assertThat(erase(ada.value(), "--articles", "remove", "--reason", "a letter", "--yes")
                        .code())
                .isZero();

        assertThat(database.query("SELECT user_id::text FROM auth.credential")).isEmpty();
        assertThat(database.query("SELECT user_id || ' ' || articles FROM auth.erasure"))
                .containsExactly(ada.value() + " REMOVE");
    }

    @Test
    void what_was_cut_off_behind_the_event_is_completed_by_a_repetition() {
        database.owner().sql("ALTER TABLE auth.erasure RENAME TO erasure_away").update();
        Result cutOff = erase(ada.value(), "--articles", "remove", "--reason", "a letter", "--yes");
        database.owner().sql("ALTER TABLE auth.erasure_away RENAME TO erasure").update();

        assertThat(cutOff.code()).as(cutOff.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered", "UserRemoved");
        assertThat(erase(ada.value(), "--articles", "keep", "--reason", "again", "--yes")
                        .err())
                .contains("was erased already, with --articles remove");
        assertThat(erase(ada.value(), "--articles", "remove", "--reason", "again", "--dry-run")
                        .code())
                .isZero();
        assertThat(database.query("SELECT articles FROM auth.erasure")).isEmpty();

        Result again = erase(ada.value(), "--articles", "remove", "--reason", "again", "--yes");

        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered", "UserRemoved");
        assertThat(database.query("SELECT user_id || ' ' || articles FROM auth.erasure"))
                .containsExactly(ada.value() + " REMOVE");
        Result complete = erase(ada.value(), "--articles", "remove", "--reason", "again", "--yes");
        assertThat(complete.code()).as(complete.toString()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void one_whose_key_is_gone_but_whose_removal_is_not_in_the_log_can_be_erased() {
        database.owner().sql("DELETE FROM personal.person_key").update();

        Result erased = erase(ada.value(), "--reason", "the log was restored to before", "--yes");

        assertThat(erased.code()).as(erased.toString()).isZero();
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered", "UserRemoved");
        assertThat(database.query("SELECT user_id::text FROM claims.claimed_email"))
                .isEmpty();
        assertThat(erase(ada.value(), "--reason", "again", "--yes").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void nothing_happens_that_was_not_confirmed_or_only_tried_or_is_about_nobody() {
        assertThat(erase(ada.value(), "--reason", "a letter").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(erase(ada.value(), "--reason", "a letter", "--dry-run").code())
                .isZero();
        assertThat(erase(4711, "--reason", "a letter", "--dry-run").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(erase(4711, "--reason", "a letter", "--yes").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(erase(0, "--reason", "a letter", "--yes").code()).isEqualTo(ExitCode.USAGE);
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered");
    }

    @Test
    void a_reason_with_an_address_is_refused_since_it_would_stay_for_ever() {
        for (String[] command : new String[][] {
            {"users", "erase", String.valueOf(ada.value()), "--yes"}, {"users", "import", "accounts", "--yes"}
        }) {
            List<String> mistyped = new ArrayList<>(List.of(command));
            mistyped.addAll(List.of("--reason", "a letter of ada@example.org"));

            Result refused = database.run(mistyped.toArray(String[]::new));

            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err())
                    .startsWith("Invalid value for option '--reason': it has an address in it.")
                    .contains("the number of a ticket")
                    .doesNotContain("ada@example.org");
        }
        assertThat(database.query(EVENTS)).containsExactly("UserRegistered");
        assertThat(database.query("SELECT reason FROM operations.operator_log")).isEmpty();
        assertThat(database.run("users", "erase", "--help").out()).contains("ticket");
    }

    @Test
    void no_backup_holds_an_address_even_if_everybody_may_read_it() throws IOException {
        Map<String, String> environment = database.environment();
        environment.remove("BACKUP_KEY_FILE");
        Result backup = Operated.run(environment, "backup", "run", "--full", "--allow-plaintext");
        assertThat(backup.code()).as(backup.toString()).isZero();

        List<String> contents = new ArrayList<>();
        for (StoredObject object : database.bucket().list("backups/")) {
            if (object.key().endsWith(".zst")) {
                try (InputStream rows = new ZstdInputStream(database.bucket().read(object.key()))) {
                    contents.add(new String(rows.readAllBytes(), ISO_8859_1));
                }
            }
        }
        assertThat(contents).anyMatch(content -> content.contains("UserRegistered"));
        assertThat(contents).noneMatch(content -> content.contains("ada@example.org"));
    }

    private Result erase(long id, String... options) {
        List<String> command = new ArrayList<>(List.of("users", "erase", String.valueOf(id)));
        command.addAll(List.of(options));
        return database.run(command.toArray(String[]::new));
    }
}
