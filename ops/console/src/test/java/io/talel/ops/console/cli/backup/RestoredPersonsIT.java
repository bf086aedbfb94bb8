package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.USERS;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and passwords in a restored database: erased persons stay erased, lost keys are told. */
class RestoredPersonsIT {

    @TempDir
    private Path directory;

    private BackedUp database;
    private RestoreTrial trial;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        trial = new RestoreTrial(database, directory);
    }

    @Test
    void who_was_erased_since_stays_erased_and_has_no_credential_but_whoever_came_later_has() {
        UserId ada;
        UserId alan;
        UserId grace;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            alan = node.register("alan");
            grace = node.register("grace");
        }
        for (UserId user : List.of(ada, alan, grace)) {
            database.owner()
                    .sql("INSERT INTO auth.credential VALUES (?, 'a hash', now(), false)")
                    .param(user.value())
                    .update();
        }
        database.owner()
                .sql(
                        "INSERT INTO auth.mail (kind, user_id, given_at, cause) VALUES ('PASSWORD_RESET', ?, 0, 'a request')")
                .param(alan.value())
                .update();
        database.owner().sql("""
                        WITH webhook AS (
                            INSERT INTO auth.webhook (id, user_id, events, url, secret)
                            VALUES (1, :user, '{article.published}', 'sealed', 'sealed')),
                        message AS (
                            INSERT INTO auth.outbox (id, user_id, type, position, body)
                            VALUES ('msg_1', :user, 'article.published', 1, '{}'))
                        INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                        VALUES (1, 'msg_1', :user, 1)
                        """).param("user", alan.value()).update();
        trial.backup("--full");
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            node.remove(ada);
        }
        String newest = keys(trial.backup());

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(target, "--from", "latest", "--to-index", "2");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT person FROM personal.person_key"))
                .containsExactlyInAnyOrder(alan.toString(), grace.toString());
        assertThat(query(target, USERS)).hasSize(2).noneMatch(row -> row.contains("ada"));
        assertThat(query(target, "SELECT user_id::text FROM claims.claimed_username"))
                .containsExactly(String.valueOf(alan.value()));
        assertThat(query(target, "SELECT user_id::text FROM auth.credential"))
                .containsExactlyInAnyOrder(String.valueOf(alan.value()), String.valueOf(grace.value()));
        assertThat(query(target, "SELECT cause FROM auth.mail WHERE due_at IS NULL"))
                .containsExactly("a request");
        assertThat(query(target, "SELECT cause FROM auth.mail WHERE due_at IS NOT NULL"))
                .isEmpty();
        assertThat(query(target, "SELECT id::text FROM auth.webhook")).containsExactly("1");
        assertThat(query(target, "SELECT message_id FROM auth.webhook_delivery UNION SELECT id FROM auth.outbox"))
                .isEmpty();
        assertThat(restored.json().path("report").path("credentialsDropped").asInt())
                .isEqualTo(1);

        String whose = "1 person is in the log without a key or a removal: %s.".formatted(ada);
        assertThat(restored.json().path("report").path("warnings").path(0).asString())
                .startsWith(whose)
                .contains("`ops/talelio users erase ID --articles remove --reason TICKET`");
        assertThat(restored.json().path("message").asString()).contains(whose);
        Result ill = Operated.run(trial.environment(target), "doctor");
        assertThat(ill.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(ill.out()).contains(whose, "`users erase ID --articles remove --reason TICKET`");
        Result erased = Operated.run(
                trial.environment(target), "users", "erase", String.valueOf(ada.value()), "--reason", "T-1", "--yes");
        assertThat(erased.code()).as(erased.toString()).isZero();
        assertThat(Operated.run(trial.environment(target), "doctor").out())
                .doesNotContain(whose)
                .contains("every person without a key has a removal in the log");

        Result named =
                trial.restore(SharedServers.newDatabase(), "--from", "latest", "--to-index", "2", "--keys", newest);
        assertThat(named.code()).as(named.toString()).isZero();
        assertThat(named.json().path("message").asString()).contains(whose).doesNotContain("must be erased again");
    }

    private String keys(String backup) {
        return database.run("backup", "info", backup, "-o", "json")
                .json()
                .path("manifest")
                .path("keys")
                .asString();
    }

    @Test
    void keys_that_were_lost_are_damage_nobody_is_told_to_erase_their_persons_and_older_keys_can_be_asked_for() {
        UserId ada;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            node.register("alan");
        }
        String older = keys(trial.backup("--full"));
        database.owner()
                .sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(ada.toString())
                .update();
        trial.backup();

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(target, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.UNHEALTHY);
        String whose = "1 person is in the log without a key or a removal: %s.".formatted(ada);
        assertThat(restored.json().path("report").path("damage").path(0).asString())
                .startsWith(whose)
                .contains("`restore --keys ID`", "erase none of these persons");
        assertThat(restored.json().path("report").path("warnings").toString()).doesNotContain("users erase");
        assertThat(trial.report()).exists();
        for (Map<String, String> environment : List.of(trial.environment(target), database.environment())) {
            Result ill = Operated.run(environment, "doctor");
            assertThat(ill.code()).isEqualTo(ExitCode.UNHEALTHY);
            assertThat(ill.out()).contains(whose, "`restore --keys ID`").doesNotContain("`users erase");
        }

        PostgresDatabase whole = SharedServers.newDatabase();
        Result again = trial.restore(whole, "--from", "latest", "--keys", older);
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.json().path("report").path("warnings").toString())
                .contains("keys/" + older + "/ (", "), as requested: persons erased since");
        assertThat(query(whole, "SELECT person FROM personal.person_key")).contains(ada.toString());
        assertThat(query(whole, USERS)).anyMatch(row -> row.contains("ada"));

        Result unknown = trial.restore(
                SharedServers.newDatabase(), "--from", "latest", "--keys", "20200101T000000000Z-00000000");
        assertThat(unknown.code()).as(unknown.toString()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void who_was_removed_is_not_brought_back_by_a_key_that_was_copied_before() {
        UserId ada;
        UserId alan;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
            alan = node.register("alan");
            node.remove(ada);
        }
        database.owner()
                .sql("INSERT INTO personal.person_key (person, key) VALUES (?, sha256('ada'))")
                .param(ada.toString())
                .update();
        trial.backup("--full");

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(target, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT person FROM personal.person_key")).containsExactly(alan.toString());
        assertThat(query(target, "SELECT user_id::text FROM claims.claimed_email"))
                .containsExactly(String.valueOf(alan.value()));
        assertThat(query(target, "SELECT user_id || ' ' || articles FROM auth.erasure"))
                .containsExactly(ada.value() + " KEEP");
    }

    @Test
    void passwords_are_those_of_the_newest_keys() throws IOException {
        UserId ada;
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            ada = node.register("ada");
        }
        database.owner()
                .sql("INSERT INTO auth.credential VALUES (?, 'the first', now(), false)")
                .param(ada.value())
                .update();
        String credentials = "SELECT password_hash FROM auth.credential";
        Archive archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        Map<String, String> plain = database.environment();
        plain.remove("BACKUP_KEY_FILE");
        assertThat(Operated.run(plain, "backup", "run", "--full", "--allow-plaintext")
                        .code())
                .isZero();
        Manifest first = archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast());
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();

        PostgresDatabase before = SharedServers.newDatabase();
        Result restored = trial.restore(before, "--from", first.id().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(before, credentials)).containsExactly("the first");

        database.change("UPDATE auth.credential SET password_hash = 'the second'");
        trial.backup();
        PostgresDatabase since = SharedServers.newDatabase();
        restored = trial.restore(since, "--from", first.id().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(since, credentials)).containsExactly("the second");
    }
}
