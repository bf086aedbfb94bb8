package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.ObjectUpload;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.retention.BackupExpiry;
import io.talel.ops.backup.retention.ExpiryPlan;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.runs.Progress;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which backups expire, and in which order. */
class BackupExpireIT {

    private BackedUp database;

    private Archive archive;

    private Bucket bucket;

    private Manifest newest;
    private OlderBackups older;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        bucket = database.bucket();
        archive = new Archive(bucket, SigningKeys.of(database.environment()));
        database.publish(1, 3);
        Result made = database.run("backup", "run", "--full", "-o", "json");
        assertThat(made.code()).as(made.err()).isZero();
        newest = archive.load(Kind.FULL, new BackupId(made.json().path("id").asString()));
        older = new OlderBackups(archive, newest);
    }

    @Test
    void what_no_day_week_or_month_needs_goes_and_the_rest_can_be_restored() throws IOException {
        List<Manifest> nightly = new ArrayList<>();
        for (int night = 60; night > 0; night--) {
            nightly.add(older.earlier(Duration.ofDays(night), null));
        }
        // The last night of a month is kept.
        Manifest superfluous = nightly.get(month(nightly.get(1)).equals(month(nightly.get(2))) ? 1 : 0);
        List<StoredObject> before = bucket.list("");

        Result dry = database.run("backup", "expire", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains(
                        "Nothing was changed",
                        "would be deleted",
                        superfluous.id().toString());
        assertThat(bucket.list("")).isEqualTo(before);

        Result done = database.run("backup", "expire", "--reason", "it is full", "-o", "json");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(archive.begun(Kind.FULL))
                .hasSize(done.json().path("kept").asInt())
                .hasSizeBetween(11, 14)
                .contains(newest.id(), nightly.getLast().id())
                .doesNotContain(superfluous.id());
        assertThat(done.json().path("backups").size())
                .isEqualTo(61 - done.json().path("kept").asInt());
        assertThat(archive.begun(Kind.KEYS)).containsExactly(newest.keys());
        assertThat(database.query("SELECT outcome || ' ' || (details->>'reason') FROM operations.backup_run"
                        + " WHERE task = 'expire'"))
                .containsExactly("done it is full");
        assertThat(database.query(
                        "SELECT command || ': ' || reason || ': ' || outcome FROM operations.operator_log ORDER BY id"))
                .containsExactly("backup expire: it is full: done");

        Result again = database.run("backup", "expire", "-o", "json");
        assertThat(again.json().path("backups").size()).isZero();
    }

    private static YearMonth month(Manifest backup) {
        return YearMonth.from(backup.snapshotAt().atZone(ZoneOffset.UTC));
    }

    @Test
    void children_go_before_their_parents() throws IOException, SQLException {
        Manifest old = older.earlier(Duration.ofDays(800), null);
        Manifest child = older.earlier(Duration.ofDays(799), old);
        Manifest grandchild = older.earlier(Duration.ofDays(798), child);
        for (int month = 1; month < 20; month++) {
            older.earlier(Duration.ofDays(30L * month), null);
        }

        assertThat(expiry(Duration.ZERO).look().backups())
                .extracting(backup -> backup.id())
                .containsSubsequence(grandchild.id(), child.id(), old.id());
    }

    @Test
    void what_is_on_hold_stays_with_what_it_continues_until_it_is_released() throws IOException {
        BackedUp kept = BackedUp.create();
        kept.publish(1, 1);
        Manifest full = kept.backUp();
        kept.publish(2, 1);
        Manifest held = kept.backUp();
        kept.backUp("--full");
        Map<String, String> tight = new HashMap<>(kept.environment());
        tight.put("BACKUP_KEEP_FULL", "1");
        tight.put("BACKUP_KEEP_DAYS", "1");
        tight.put("BACKUP_KEEP_WEEKS", "0");
        tight.put("BACKUP_KEEP_MONTHS", "0");
        String name = held.id().toString();
        assertThat(going(tight)).containsExactlyInAnyOrder(name, full.id().toString());

        Result hold = kept.run("backup", "hold", name, "--reason", "a complaint", "--yes");
        assertThat(hold.code()).as(hold.err()).isZero();
        assertThat(kept.run("backup", "hold", name, "--reason", "again", "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(going(tight)).isEmpty();
        assertThat(Operated.run(tight, "backup", "expire").code()).isZero();
        assertThat(kept.run("backup", "list", "-o", "json")
                        .json()
                        .valueStream()
                        .filter(backup -> backup.path("held").asBoolean())
                        .map(backup -> backup.path("id").asString()))
                .containsExactly(name);
        assertThat(kept.run("log").out()).contains("backup hold " + name).contains("a complaint");

        assertThat(kept.run("backup", "release", name, "--reason", "settled", "--yes")
                        .code())
                .isZero();
        assertThat(going(tight)).containsExactlyInAnyOrder(name, full.id().toString());
        assertThat(kept.run("backup", "release", name, "--reason", "again", "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void what_is_put_on_hold_while_others_are_deleted_stays_with_what_it_continues() throws IOException, SQLException {
        Manifest old = older.earlier(Duration.ofDays(800), null);
        Manifest held = older.earlier(Duration.ofDays(799), old);
        Manifest grandchild = older.earlier(Duration.ofDays(798), held);
        for (int month = 1; month < 20; month++) {
            older.earlier(Duration.ofDays(30L * month), null);
        }

        ExpiryPlan went = expiry(Duration.ZERO).run("", request((done, _, _) -> {
            if (done == 1) {
                new Holds(bucket).add(held.id(), "grace", Instant.EPOCH, "a complaint");
            }
        }));

        assertThat(archive.begun(Kind.FULL))
                .hasSize(went.kept())
                .contains(old.id(), held.id())
                .doesNotContain(grandchild.id());
        assertThat(went.backups()).extracting(backup -> backup.id()).doesNotContain(old.id(), held.id());
    }

    @Test
    void a_backup_that_is_not_there_cannot_be_held() {
        Result hold =
                database.run("backup", "hold", "20261125T103000123Z-7f3a21bc", "--reason", "a complaint", "--yes");
        assertThat(hold.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(hold.err()).contains("there is no backup 20261125T103000123Z-7f3a21bc");
    }

    private static List<String> going(Map<String, String> environment) {
        return Operated.run(environment, "backup", "expire", "--dry-run", "-o", "json")
                .json()
                .path("backups")
                .valueStream()
                .map(id -> id.asString())
                .toList();
    }

    @Test
    void what_is_damaged_stays_and_is_told() throws IOException {
        anOldOneThatGoes();
        BackupId damaged = archive.begun(Kind.FULL).getFirst();
        bucket.delete(Kind.FULL.prefix() + damaged + "/" + Archive.SIGNATURE);

        Result done = database.run("backup", "expire");
        assertThat(done.code()).isZero();
        assertThat(done.err()).contains("backup %s is damaged".formatted(damaged), "it stays");
        assertThat(archive.begun(Kind.FULL)).contains(damaged);
    }

    @Test
    void what_has_lost_its_manifest_only_stays_and_is_told() throws IOException, SQLException {
        Manifest signed = older.earlier(Duration.ofDays(3), null);
        bucket.delete(signed.directory() + Archive.MANIFEST);
        Manifest parent = older.earlier(Duration.ofDays(2), null);
        older.earlier(Duration.ofDays(1), parent);
        bucket.delete(parent.directory() + Archive.MANIFEST);
        bucket.delete(parent.directory() + Archive.SIGNATURE);
        bucket.create(parent.directory() + "00001-auth.credential.zst", new byte[] {1});

        ExpiryPlan later = expiry(Duration.ofHours(25)).look();

        assertThat(later.leftovers()).isEmpty();
        assertThat(later.broken())
                .containsExactlyInAnyOrder(
                        "backup %s is damaged: its manifest is missing".formatted(signed.id()),
                        "backup %s is damaged: its manifest is missing".formatted(parent.id()));
    }

    @Test
    void the_rest_of_a_backup_whose_deletion_was_broken_off_goes_another_time() throws IOException, SQLException {
        anOldOneThatGoes();
        BackupId first = expiry(Duration.ZERO).look().backups().getFirst().id();
        bucket.create(Kind.FULL.directory(first) + "00001-auth.credential.zst", new byte[] {1});
        try (UndeletingS3 s3 = new UndeletingS3(SharedServers.s3(), 2)) {
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("S3_ENDPOINT", s3.endpoint());
            assertThat(Operated.run(environment, "backup", "expire").code()).isNotZero();
        }
        assertThat(bucket.list(Kind.FULL.directory(first))).hasSize(1);
        ExpiryPlan later = expiry(Duration.ofHours(25)).look();

        assertThat(later.leftovers()).extracting(left -> left.id()).containsExactly(first);
        assertThat(later.broken()).isEmpty();
    }

    @Test
    void what_was_begun_and_never_completed_goes_after_a_day() throws IOException, SQLException {
        String begun = "backups/20260101T000000000Z-00000000/";
        String keys = "keys/20260101T000000000Z-00000000/";
        bucket.create(begun + "00001-auth.credential.zst", new byte[] {1});
        bucket.create(keys + Archive.SIGNATURE, new byte[] {1});
        ObjectUpload upload = bucket.upload(begun + "00002-event_store.domain_event.zst");
        upload.write(new byte[13 * 1024 * 1024], 0, 13 * 1024 * 1024);

        ExpiryPlan soon = expiry(Duration.ofHours(1)).look();
        assertThat(soon.leftovers()).isEmpty();
        assertThat(soon.uploads()).isEmpty();

        ExpiryPlan later = expiry(Duration.ofHours(25)).run("", request((_, _, _) -> {}));
        assertThat(later.leftovers()).hasSize(2);
        assertThat(later.uploads()).hasSize(1);
        assertThat(bucket.list(begun)).isEmpty();
        assertThat(bucket.list(keys)).isEmpty();
        assertThat(expiry(Duration.ofHours(25)).look().uploads()).isEmpty();
    }

    @Test
    void nothing_goes_while_a_backup_is_made() throws SQLException {
        try (Connection other = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            other.createStatement().execute("SELECT pg_advisory_lock(7114203, 1)");

            assertThat(database.run("backup", "expire").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(database.run("backup", "verify").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(database.run("backup", "expire", "--dry-run").code()).isZero();
        }
    }

    private void anOldOneThatGoes() throws IOException {
        for (int month = 1; month < 15; month++) {
            older.earlier(Duration.ofDays(30L * month), null);
        }
        older.earlier(Duration.ofDays(900), null);
    }

    private BackupExpiry expiry(Duration fromNow) throws IOException {
        var log = Settings.of(database.environment()).eventStore();
        return new BackupExpiry(log, archive, RetentionPolicy.DEFAULT, Clock.offset(Clock.systemUTC(), fromNow));
    }

    private Request request(Progress watcher) throws IOException {
        return new Request(Operator.of(database.environment()), Duration.ZERO, watcher);
    }
}
