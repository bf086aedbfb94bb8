package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Gap;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Images;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content of a backup. */
class BackupRunIT {

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
    }

    @Test
    void a_full_backup_holds_every_event_and_those_after_it_what_is_new() throws IOException {
        database.publish(1, 5);
        Manifest full = database.backUp("--full");
        assertThat(full.kind()).isEqualTo(Kind.FULL);
        assertThat(full.eventRange().total()).isEqualTo(5);
        assertThat(full.eventRange().byType()).containsEntry("ArticlePublished", 5L);

        database.publish(6, 3);
        Manifest incremental = database.backUp();
        assertThat(incremental.kind()).isEqualTo(Kind.INCREMENTAL);
        assertThat(incremental.eventRange().events()).isEqualTo(3);

        Chain chain = archive.chain(incremental);
        assertThat(events(chain)).containsExactlyElementsOf(ContentOfBackups.log(database));
        assertThat(incremental.tables())
                .extracting(DumpedTable::name)
                .contains("auth.mail", "auth.session_end", "operations.operator_log", "operations.lineage", "images")
                .doesNotContain(
                        "auth.event_position",
                        "auth.feed_ping",
                        "auth.outbox",
                        "auth.webhook_delivery",
                        "auth.credential")
                .noneMatch(name -> name.startsWith("personal.") || name.startsWith("claims."));
    }

    @Test
    void an_event_that_is_committed_late_is_in_the_next_backup() throws IOException, SQLException {
        database.publish(1, 2);
        try (Connection slow = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute("""
                        INSERT INTO event_store.domain_event
                          (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                           event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), 'user-1', 0, 'User', now(), 'Late', '1', '{}', '{}')""");
            }
            database.publish(3, 2);
            Manifest full = database.backUp("--full");
            assertThat(full.eventRange().openGaps()).containsExactly(new Gap(3, 3));

            Manifest stillOpen = database.backUp();
            assertThat(stillOpen.eventRange().openGaps()).containsExactly(new Gap(3, 3));
            slow.commit();
        }
        Manifest late = database.backUp();
        assertThat(late.eventRange().late()).containsExactly(3L);
        assertThat(late.eventRange().openGaps()).isEmpty();
        assertThat(events(archive.chain(late))).containsExactlyInAnyOrderElementsOf(ContentOfBackups.log(database));
    }

    @Test
    void a_place_that_nobody_can_fill_any_more_is_counted_and_not_asked_for() throws IOException {
        database.publish(1, 1);
        database.query("SELECT nextval('event_store.domain_event_global_index_seq')::text");
        database.publish(2, 1);
        Manifest full = database.backUp("--full");
        assertThat(full.eventRange().openGaps()).isEmpty();
        assertThat(full.eventRange().burnt()).isEqualTo(1);
        assertThat(database.backUp().eventRange().burnt()).isZero();
    }

    @Test
    void a_place_is_asked_for_once_more_if_somebody_was_writing() throws IOException, SQLException {
        database.publish(1, 1);
        database.query("SELECT nextval('event_store.domain_event_global_index_seq')::text");
        database.publish(2, 1);
        try (Connection slow = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute("SELECT nextval('event_store.domain_event_global_index_seq')");
            }
            assertThat(database.backUp("--full").eventRange().openGaps()).containsExactly(new Gap(2, 2));
        }
        assertThat(database.backUp().eventRange().openGaps()).isEmpty();
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();
    }

    @Test
    void another_table_begins_again() throws SQLException, IOException {
        database.publish(1, 1);
        database.backUp("--full");
        assertThat(database.backUp().kind()).isEqualTo(Kind.INCREMENTAL);

        database.change("ALTER TABLE event_store.domain_event ADD COLUMN remark text");
        assertThat(database.backUp().kind()).isEqualTo(Kind.FULL);
        assertThat(database.backUp().kind()).isEqualTo(Kind.INCREMENTAL);

        database.change("UPDATE event_store.flyway_schema_history SET version = '9999'"
                + " WHERE installed_rank = (SELECT max(installed_rank) FROM event_store.flyway_schema_history)");
        // The command would refuse an unknown schema.
        try (BackupContext backupContext = BackupContext.of(new Settings(database.environment()))) {
            assertThat(backupContext
                            .backups()
                            .run(
                                    new BackupOrder(false, false, false),
                                    new Request(new Operator("grace", "here"), Duration.ZERO, (_, _, _) -> {}))
                            .manifest()
                            .kind())
                    .isEqualTo(Kind.FULL);
        }
    }

    @Test
    void only_the_own_last_backup_must_be_readable_to_go_on() throws IOException {
        database.publish(1, 1);
        Manifest full = database.backUp("--full");
        BackupId later = BackupId.at(full.snapshotAt().plus(Duration.ofHours(1)), new Random(1));
        database.bucket().create(Kind.FULL.prefix() + later + "/" + Archive.MANIFEST, new byte[] {'{', '}'});

        Manifest incremental = database.backUp();
        assertThat(incremental.parent()).isNotNull();
        assertThat(incremental.parent().id()).isEqualTo(full.id());
        assertThat(incremental.id()).as("they sort as they were made").isGreaterThan(later);

        String signature = incremental.directory() + Archive.SIGNATURE;
        database.bucket().delete(signature);
        database.bucket().create(signature, new byte[2_000]);
        Result begunAgain = database.run("backup", "run");
        assertThat(begunAgain.code()).isZero();
        assertThat(begunAgain.out())
                .contains("It is a full backup", incremental.id().toString(), "has 2000 bytes, more than 1024");
    }

    @Test
    void keys_of_personal_data_and_credentials_lie_apart_and_only_the_newest_of_them_is_kept() throws IOException {
        database.backUp("--full");
        Manifest newest = database.backUp();
        assertThat(archive.begun(Kind.KEYS)).containsExactly(newest.keys());
        assertThat(archive.load(Kind.KEYS, newest.keys()).tables())
                .extracting(DumpedTable::name)
                .containsExactly("personal.lookup_key", "personal.person_key", "auth.credential");
    }

    @Test
    void each_image_is_listed_and_copied_once() throws IOException {
        var environment = database.environment();
        environment.put("S3_BUCKET", environment.get("S3_BACKUP_BUCKET") + "-content");
        BackedUp.createBucket(SharedServers.s3(), environment.get("S3_BUCKET"));
        try (S3 s3 = S3.at(BucketSettings.of(environment))) {
            for (String key : List.of("b", "d", "\ufb01", "\ud83d\ude00")) {
                s3.content().create(key, new byte[] {1});
            }
            assertThat(withImages(environment)).isEqualTo(new Images(4, 4, true));
            // The copy of a deleted image stays; an existing copy is not made again.
            s3.content().delete("b");
            s3.backups().delete("images/d");
            s3.backups().create("images/d", new byte[] {2, 2});
            s3.content().create("a", new byte[] {1});
            s3.content().create("c", new byte[] {1});
            assertThat(withImages(environment)).isEqualTo(new Images(5, 5, true));
            assertThat(s3.backups().list("images/"))
                    .extracting(StoredObject::key, StoredObject::size)
                    .containsExactlyInAnyOrder(
                            tuple("images/a", 1L),
                            tuple("images/b", 1L),
                            tuple("images/c", 1L),
                            tuple("images/d", 2L),
                            tuple("images/\ufb01", 1L),
                            tuple("images/\ud83d\ude00", 1L));
        }
    }

    private @Nullable Images withImages(Map<String, String> environment) throws IOException {
        Result result = Operated.run(environment, "backup", "run", "--copy-images");
        assertThat(result.code()).as(result.err()).isZero();
        return archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast()).images();
    }

    @Test
    void nothing_is_written_without_a_key_unless_it_is_allowed() throws IOException {
        var environment = database.environment();
        environment.remove("BACKUP_KEY_FILE");
        Result refused = Operated.run(environment, "backup", "run");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("BACKUP_KEY_FILE");
        assertThat(database.bucket().list("")).isEmpty();

        database.publish(1, 2);
        assertThat(Operated.run(environment, "backup", "run", "--allow-plaintext")
                        .code())
                .isZero();
        Manifest plain = archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast());
        assertThat(plain.encryption()).isNull();
        assertThat(events(archive.chain(plain))).hasSize(2);
    }

    private List<String> events(Chain chain) throws IOException {
        List<String> events = new ArrayList<>();
        for (Manifest backup : chain.backups()) {
            events.addAll(ContentOfBackups.events(database, archive, backup));
        }
        return events;
    }
}
