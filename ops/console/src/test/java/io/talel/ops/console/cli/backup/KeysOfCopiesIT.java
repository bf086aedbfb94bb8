package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.CopiedDatabases.add;
import static io.talel.ops.console.cli.backup.CopiedDatabases.erase;
import static io.talel.ops.console.cli.backup.CopiedDatabases.owner;
import static io.talel.ops.console.cli.backup.CopiedDatabases.persons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.backup.Engine;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of which a backup cannot say that nobody needs them stay. */
class KeysOfCopiesIT {

    @TempDir
    private Path directory;

    private CopiedDatabases all;
    private BackedUp first;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        all = CopiedDatabases.in(directory);
        first = all.first();
        archive = all.archive();
    }

    @Test
    void who_is_removed_in_the_log_was_erased_however_many_they_are() throws IOException {
        all.register(1, 30);
        all.backUp(first.database());
        for (int id = 1; id <= 25; id++) {
            all.record("user-" + id, 1, "UserRemoved");
        }
        first.change("DELETE FROM personal.person_key WHERE person IN"
                + " (SELECT aggregate_identifier FROM event_store.domain_event WHERE event_name = 'UserRemoved')");

        Result made = first.run("backup", "run", "-o", "json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.json().path("remarks").asString()).isEmpty();
        assertThat(archive.begun(Kind.KEYS)).hasSize(1);
    }

    @Test
    void older_keys_stay_until_somebody_deletes_them_if_any_was_lost_since_however_many_have_registered()
            throws IOException {
        all.register(1, 30);
        Manifest good = all.backUp(first.database());

        first.change("DELETE FROM personal.person_key WHERE person IN ('user-1', 'user-2')");
        all.register(31, 40);
        for (int run = 0; run < 2; run++) {
            Result made = first.run("backup", "run", "-o", "json");
            assertThat(made.code()).as(made.toString()).isZero();
            assertThat(made.json().path("remarks").asString())
                    .contains(
                            "2 persons have lost their keys without being erased (user-",
                            " since keys/%s/ was made".formatted(good.keys()));
            assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(good.keys());
        }

        all.delete(Kind.KEYS.prefix() + good.keys() + "/");
        Manifest next = all.backUp(first.database());
        assertThat(archive.begun(Kind.KEYS)).containsExactly(next.keys());
    }

    @Test
    void older_keys_stay_and_the_backup_fails_if_the_new_ones_cannot_be_read_back() throws IOException {
        add(first.database(), "ada", "grace");
        Manifest good = all.backUp(first.database());
        try (Engine engine = Engine.of(new Settings(first.environment()))) {
            AtomicBoolean damaged = new AtomicBoolean();
            assertThatThrownBy(() -> engine.backups()
                            .run(
                                    new BackupOrder(true, false, false),
                                    new Request(Operator.of(first.environment()), Duration.ZERO, (_, _, _) -> {
                                        if (damaged.compareAndSet(false, true)) {
                                            damageNewestKeys();
                                        }
                                    })))
                    .isInstanceOf(Damaged.class);
            assertThat(damaged).isTrue();
        }

        assertThat(archive.find(Kind.KEYS, Objects.requireNonNull(good.keys()))).isPresent();
        assertThat(persons(all.restored("latest"))).containsExactly("ada", "grace");
        Manifest next = all.backUp(first.database());
        assertThat(archive.find(Kind.KEYS, Objects.requireNonNull(good.keys()))).isEmpty();
        assertThat(persons(all.restored(next))).containsExactly("ada", "grace");
    }

    private void damageNewestKeys() throws IOException {
        BackupId newest = archive.begun(Kind.KEYS).getLast();
        for (StoredObject object : first.bucket().list(Kind.KEYS.prefix() + newest + "/")) {
            if (object.key().contains("person_key")) {
                first.bucket().delete(object.key());
                first.bucket().create(object.key(), new byte[(int) object.size()]);
            }
        }
    }

    @Test
    void a_copy_on_another_server_that_has_the_same_lineage_deletes_no_keys_and_says_so() throws IOException {
        all.register(1, 3);
        Manifest live = all.backUp(first.database());
        String lineage = first.query("SELECT id::text FROM operations.lineage").getFirst();
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            PostgresDatabase copy = server.createDatabase("copy");
            Operated.migrateApart(copy, Map.of());
            BackedUp.migrateAuth(copy);
            owner(copy)
                    .sql("UPDATE operations.lineage SET id = ?::uuid")
                    .param(lineage)
                    .update();

            Result made = Operated.run(all.environment(copy), "backup", "run", "-o", "json");

            assertThat(made.code()).as(made.toString()).isZero();
            assertThat(made.json().path("remarks").asString())
                    .contains("keys/%s/ holds the keys of this database on another server".formatted(live.keys()));
            assertThat(made.json().path("problems")).hasSize(1);
            assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(live.keys());
        }
    }

    @Test
    void of_servers_that_cannot_be_told_apart_no_keys_are_deleted_and_nobody_counts_as_erased() throws Exception {
        all.register(1, 3);
        hideTheServer();
        Manifest before = all.backUp(first.database());
        all.record("user-3", 1, "UserRemoved");
        erase(first.database(), "user-3");

        Result made = first.run("backup", "run", "-o", "json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.json().path("problems").path(0).asString())
                .startsWith("keys/%s/ is kept".formatted(before.keys()))
                .contains("pg_control_system()");
        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(before.keys());
        Result restored =
                all.restore(SharedServers.newDatabase(), "--from", before.id().toString());
        assertThat(restored.toString()).doesNotContain("users erase");
    }

    /** As hosting services do that do not let customers see their servers. */
    private void hideTheServer() throws SQLException {
        try (Connection superuser = SharedServers.postgres().connectAsSuperuser();
                Statement roles = superuser.createStatement()) {
            String owner = first.database().ownerUser();
            roles.execute("ALTER ROLE " + owner + " SUPERUSER");
            first.owner()
                    .sql("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC")
                    .update();
            roles.execute("ALTER ROLE " + owner + " NOSUPERUSER");
        }
    }

    @Test
    void keys_of_which_nobody_knows_whose_they_are_stay_and_are_told() throws IOException {
        String old = "20260101T000000000Z-00000000";
        first.bucket().create("keys/" + old + "/" + Archive.MANIFEST, new byte[] {'?'});

        Result made = first.run("backup", "run", "-o", "json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.json().path("remarks").asString())
                .contains("keys/" + old + "/ is kept, since its database is unknown: ");
        assertThat(archive.begun(Kind.KEYS)).hasSize(2);
    }
}
