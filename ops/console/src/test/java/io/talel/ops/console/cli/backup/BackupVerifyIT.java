package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change of a stored backup is found and reported. */
class BackupVerifyIT {

    private static final String PREFIX = "verify-" + System.nanoTime() + "/";

    private BackedUp database;
    private Archive archive;
    private Bucket bucket;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        bucket = database.bucket();
        archive = new Archive(bucket, SigningKeys.of(database.environment()));
        database.publish(1, 3);
    }

    @Test
    void a_chain_that_nobody_touched_is_whole() throws IOException {
        Manifest full = backup("--full");
        database.publish(4, 2);
        backup();
        database.publish(6, 1);
        Manifest last = backup();

        Result flat = database.run("backup", "verify");
        assertThat(flat.code()).as(flat.err()).isZero();
        assertThat(flat.out()).contains(last.id() + " with the 2 before it is whole", "6 events", "position 6");

        Result deep = database.run("backup", "verify", "latest", "--deep", "-o", "json");
        assertThat(deep.code()).as(deep.out() + deep.err()).isZero();
        assertThat(deep.json().path("problems").size()).isZero();
        assertThat(deep.json().path("chain").size()).isEqualTo(3);
        assertThat(deep.json().path("recorded").asBoolean()).isTrue();

        assertThat(database.run("backup", "verify", full.id().toString()).out()).contains(full.id() + " is whole");
        assertThat(database.run("backup", "verify", last.keys().toString(), "--deep")
                        .code())
                .isZero();
        assertThat(database.query(
                        "SELECT task || ' ' || outcome || ' ' || backup FROM operations.backup_run WHERE task = 'verify'"
                                + " ORDER BY id LIMIT 2"))
                .containsOnly("verify done " + last.id());
    }

    @Test
    void gaps_and_late_events_are_no_damage() throws IOException {
        database.query("SELECT nextval('event_store.domain_event_global_index_seq')::text");
        database.publish(4, 1);
        assertThat(backup("--full").eventRange().burnt()).isEqualTo(1);
        database.publish(5, 1);
        backup();

        assertThat(database.run("backup", "verify", "--deep").code()).isZero();
    }

    @Test
    void one_flipped_byte_in_the_middle_of_a_chunk_is_found() throws IOException {
        Manifest backup = backup("--full");
        change(backup, events(backup).object(), BackupVerifyIT::flippedInTheMiddle);

        assertDamaged(backup, events(backup).object(), "SHA-256");
        Result json = database.run("backup", "verify", "-o", "json");
        assertThat(json.code()).isEqualTo(ExitCode.FAILED);
        assertThat(json.json().path("outcome").asString()).isEqualTo("failed");
        assertThat(json.json().path("problems").get(0).path("backup").asString())
                .isEqualTo(backup.id().toString());
        assertThat(database.query("SELECT outcome FROM operations.backup_run WHERE task = 'verify'"))
                .containsOnly("failed");
    }

    @Test
    void a_missing_a_truncated_and_a_foreign_object_are_all_told() throws IOException {
        Manifest backup = backup("--full");
        List<Chunk> chunks = backup.chunks().toList();
        bucket.delete(backup.directory() + chunks.get(0).object());
        change(backup, chunks.get(1).object(), content -> Arrays.copyOf(content, content.length - 1));
        bucket.create(backup.directory() + "00099-extra.zst", new byte[] {1});

        Result result = database.run("backup", "verify");
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err().lines())
                .containsExactly(
                        line(
                                backup,
                                "chunk %s is missing".formatted(chunks.get(0).object())),
                        line(
                                backup,
                                "chunk %s has %d bytes instead of %d"
                                        .formatted(
                                                chunks.get(1).object(),
                                                chunks.get(1).size() - 1,
                                                chunks.get(1).size())),
                        line(backup, "object 00099-extra.zst does not belong to it"));
    }

    @Test
    void a_copy_of_an_image_that_is_missing_or_short_is_found() throws IOException {
        Bucket content = S3.at(BucketSettings.of(database.environment())).content();
        for (String image : List.of("a", "b", "c")) {
            content.create(PREFIX + image, new byte[] {1, 2, 3});
        }
        Manifest backup = backup("--full", "--copy-images");
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();

        bucket.delete("images/" + PREFIX + "a");
        bucket.delete("images/" + PREFIX + "b");
        bucket.create("images/" + PREFIX + "b", new byte[] {1});
        Result result = database.run("backup", "verify", "--deep");

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err().lines())
                .containsExactly(
                        line(backup, "the copy images/%sa of an image is missing".formatted(PREFIX)),
                        line(backup, "the copy images/%sb of an image has 1 bytes instead of 3".formatted(PREFIX)));
    }

    @Test
    void a_bucket_that_has_lost_the_backup_made_last_is_found_though_all_that_is_left_is_whole() throws IOException {
        Manifest full = backup("--full");
        Manifest last = backup();
        for (StoredObject object : bucket.list(last.directory())) {
            bucket.delete(object.key());
        }

        Result latest = database.run("backup", "verify");

        assertThat(latest.code()).isEqualTo(ExitCode.FAILED);
        assertThat(latest.err()).contains(last.id().toString(), "it is the newest one in the run log", bucket.name());
        assertThat(recorded()).hasSize(1).first().asString().startsWith("failed backup " + last.id());
        assertThat(database.run("backup", "verify", full.id().toString()).code())
                .isZero();
    }

    @Test
    void two_chunks_that_were_exchanged_are_found() throws IOException {
        database.query("INSERT INTO operations.operator_log (operator, host, command, reason)"
                + " VALUES ('grace', 'here', 'status', 'none') RETURNING ''");
        Manifest backup = backup("--full");
        Chunk one = backup.chunks().toList().getFirst();
        Chunk other = backup.chunks().toList().get(1);
        byte[] ofOne = content(backup, one.object());
        byte[] ofOther = content(backup, other.object());
        change(backup, one.object(), _ -> ofOther);
        change(backup, other.object(), _ -> ofOne);

        assertDamaged(backup, one.object());
        assertDamaged(backup, other.object());
    }

    @Test
    void a_chunk_of_another_backup_is_found() throws IOException {
        Manifest one = backup("--full");
        Manifest other = backup("--full");
        byte[] foreign = content(one, events(one).object());
        change(other, events(other).object(), _ -> foreign);

        assertDamaged(other, events(other).object());
        Result older = database.run("backup", "verify", one.id().toString());
        assertThat(older.code()).as(older.err()).isZero();
    }

    @Test
    void a_chain_is_no_better_than_its_parents() throws IOException {
        Manifest full = backup("--full");
        database.publish(4, 1);
        Manifest child = backup();

        change(full, events(full).object(), BackupVerifyIT::flippedInTheMiddle);
        assertDamaged(full, events(full).object());

        bucket.delete(full.directory() + Archive.MANIFEST);
        bucket.delete(full.directory() + Archive.SIGNATURE);
        archive.save(with(full, "another", full.tables()));
        assertThat(verify().err())
                .contains(line(child, "backup %s is not the one that it continues".formatted(full.id())));

        for (StoredObject object : bucket.list(full.directory())) {
            bucket.delete(object.key());
        }
        assertThat(verify("--deep").err().lines())
                .containsExactly(line(child, "backup %s, which it continues, is missing".formatted(full.id())));
    }

    @Test
    void a_tampered_manifest_and_one_without_its_signature_are_found() throws IOException {
        Manifest backup = backup("--full");
        change(backup, Archive.MANIFEST, content -> new String(content, StandardCharsets.UTF_8)
                .replace("\"total\" : 3", "\"total\" : 4")
                .getBytes(StandardCharsets.UTF_8));
        assertDamaged(backup, "its manifest was changed");

        change(backup, Archive.SIGNATURE, _ -> "ed25519 of nobody\n".getBytes(StandardCharsets.UTF_8));
        assertDamaged(backup, "signed by a key that is not in BACKUP_SIGNING_KEY_FILE");

        bucket.delete(backup.directory() + Archive.SIGNATURE);
        assertDamaged(backup, "its manifest has no signature");
    }

    @Test
    void a_manifest_that_somebody_else_signed_is_not_believed(@TempDir Path directory) throws IOException {
        Manifest backup = backup("--full");
        Path key = directory.resolve("signing-key");
        Secrets.kept(key, 32);
        bucket.delete(backup.directory() + Archive.MANIFEST);
        bucket.delete(backup.directory() + Archive.SIGNATURE);
        new Archive(bucket, SigningKeys.of(Map.of("BACKUP_SIGNING_KEY_FILE", key.toString()))).save(backup);

        assertDamaged(backup, "signed by a key that is not in BACKUP_SIGNING_KEY_FILE");
    }

    @Test
    void a_manifest_without_its_chunks_is_no_backup() throws IOException {
        Manifest backup = backup("--full");
        bucket.delete(backup.directory() + Archive.MANIFEST);
        bucket.delete(backup.directory() + Archive.SIGNATURE);
        archive.save(with(backup, backup.application(), List.of()));
        assertDamaged(backup, "it holds 3 events, its chunks 0");
        assertDamaged(backup, "the hash chain over its chunks has another end");
        assertDamaged(
                backup,
                "object %s does not belong to it".formatted(events(backup).object()));
    }

    @Test
    void keys_that_are_gone_are_missed() throws IOException {
        Manifest backup = backup("--full");
        for (StoredObject object : bucket.list(Kind.KEYS.prefix())) {
            bucket.delete(object.key());
        }

        assertDamaged(backup, "the keys of personal data that belong to it are missing");
    }

    @Test
    void an_event_that_no_node_could_read_is_found_by_looking_deeper() throws IOException {
        database.query("""
                INSERT INTO event_store.domain_event
                  (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), 'article-1', 1, 'Article', now(), 'ArticleRevised', '1', '{"articleId": "x"}', '{}'),
                       (gen_random_uuid(), 'article-1', 2, 'Article', now(), 'ArticleArchived', '1', '{}', '{}'),
                       (gen_random_uuid(), 'article-2', 2, 'Article', now(), 'ArticleArchived', '1', '{}', '{}')
                RETURNING ''""");
        Manifest backup = backup("--full");

        assertThat(verify().code()).isZero();
        Result deep = verify("--deep");
        assertThat(deep.code()).isEqualTo(ExitCode.FAILED);
        assertThat(deep.err())
                .contains(
                        "backup %s is damaged: event 4, ArticleRevised revision 1, cannot be read"
                                .formatted(backup.id()),
                        "event 5, ArticleArchived revision 1, cannot be read: This version cannot read the event",
                        line(backup, "event 6 is number 2 of its stream instead of 1"));
    }

    @Test
    void without_its_key_everything_is_hashed_and_looking_deeper_is_refused_which_is_no_damage(@TempDir Path directory)
            throws IOException {
        Manifest backup = backup("--full");
        var environment = database.environment();
        environment.remove("BACKUP_KEY_FILE");
        assertRefusedOnlyDeep(backup, environment);

        Path another = directory.resolve("key");
        Secrets.kept(another, 32);
        environment.put("BACKUP_KEY_FILE", another.toString());
        assertRefusedOnlyDeep(backup, environment);

        assertThat(recorded()).hasSize(4);
        assertThat(database.run("status", "-o", "json")
                        .json()
                        .path("backups")
                        .path("problems")
                        .findValuesAsString("problem"))
                .as("a look less deep does not make up for it")
                .singleElement()
                .asString()
                .contains("which is not in BACKUP_KEY_FILE");
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();
        assertThat(database.run("status", "-o", "json")
                        .json()
                        .path("backups")
                        .path("problems")
                        .size())
                .isZero();
    }

    private static void assertRefusedOnlyDeep(Manifest backup, Map<String, String> environment) {
        assertThat(Operated.run(environment, "backup", "verify").code()).isZero();
        Result deep = Operated.run(environment, "backup", "verify", "--deep");
        assertThat(deep.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(deep.err()).contains(backup.id().toString(), "which is not in BACKUP_KEY_FILE");
    }

    @Test
    void it_works_when_the_database_is_gone() throws IOException {
        Manifest backup = backup("--full");
        var environment = database.environment();
        environment.put("DB_PORT", "1");

        Result verified = Operated.run(environment, "backup", "verify", "--deep");
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).contains(backup.id() + " is whole", "every event was read");
        assertThat(verified.err()).contains("this verification was not recorded", "cannot be reached");

        Result listed = Operated.run(environment, "backup", "list");
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains(backup.id().toString(), "unknown");
        assertThat(listed.err()).contains("the times of verifications and drills are unknown");
    }

    @Test
    void what_is_not_there_is_no_backup() {
        assertThat(verify().code()).isEqualTo(ExitCode.REFUSED);
        assertThat(verify().err()).contains("there is no backup of this database in bucket");
        for (String name : List.of("20261125T103000123Z-7f3a21bc", "yesterday")) {
            for (String command : List.of("verify", "info")) {
                Result result = database.run("backup", command, name);
                assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(result.err()).contains("there is no backup '%s'".formatted(name));
            }
        }
    }

    @Test
    void any_byte_of_any_object_that_changes_is_noticed() throws IOException {
        backup("--full");
        database.publish(4, 1);
        backup();
        List<StoredObject> objects =
                bucket.list("").stream().filter(object -> object.size() > 0).toList();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int attempt = 0; attempt < 25; attempt++) {
            String key = objects.get(random.nextInt(objects.size())).key();
            byte[] content = bucket.find(key, Chunk.MAX_SIZE).orElseThrow();
            byte[] flipped = content.clone();
            int at = random.nextInt(content.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            replace(key, flipped);

            Result result = verify();
            assertThat(result.code()).as("%s at %d, seed %d", key, at, seed).isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains(key.split("/", -1)[1]);
            replace(key, content);
        }
        assertThat(verify().code()).isZero();
    }

    @Test
    void the_list_shows_what_is_whole_unfinished_damaged_and_proven() throws IOException {
        Manifest full = backup("--full");
        Manifest child = backup();
        assertThat(verify().code()).isZero();
        Manifest other = backup("--full");
        change(other, Archive.MANIFEST, BackupVerifyIT::flippedInTheMiddle);
        bucket.create("backups/20260101T000000000Z-00000000/00001-auth.credential.zst", new byte[] {1});

        Result listed = database.run("backup", "list");
        assertThat(listed.code()).isZero();
        List<String> rows = listed.out().lines().skip(1).toList();
        assertThat(rows).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(row(rows, child)).contains("incremental", full.id().toString(), "s ago", "never");
        assertThat(row(rows, full)).contains("full", "s ago", "never");
        assertThat(row(rows, other)).contains("damaged");
        assertThat(rows.getLast()).contains("20260101T000000000Z-00000000", "unfinished");
        assertThat(listed.err()).contains("backup %s is damaged".formatted(other.id()));

        Result json = database.run("backup", "list", "-o", "json");
        assertThat(json.json().size()).isEqualTo(5);
        assertThat(json.json().findValuesAsString("state")).containsOnly("complete", "damaged", "unfinished");
    }

    @Test
    void info_says_what_a_backup_holds_and_what_it_takes_to_restore_it() throws IOException {
        Manifest full = backup("--full");
        database.publish(4, 2);
        Manifest child = backup();

        Result info = database.run("backup", "info", "latest");
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out())
                .contains(
                        child.id().toString(),
                        "2 of 5 in the chain, up to position 5",
                        "AES-256-GCM",
                        "ArticlePublished 2")
                .containsPattern("(?m)^" + full.id() + " +full");

        Result json = database.run("backup", "info", child.id().toString(), "-o", "json");
        assertThat(json.json().path("chain").size()).isEqualTo(2);
        assertThat(json.json().path("manifest").path("events").path("total").asLong())
                .isEqualTo(5);
    }

    private static String row(List<String> rows, Manifest backup) {
        return rows.stream()
                .filter(row -> row.startsWith(backup.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private Manifest backup(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("backup", "run", "-o", "json"));
        command.addAll(List.of(options));
        Result result = database.run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return archive.load(Kind.FULL, new BackupId(result.json().path("id").asString()));
    }

    /** Recorded verifications: outcome and message of each. */
    private List<String> recorded() {
        return database.query(
                "SELECT outcome || ' ' || message FROM operations.backup_run WHERE task = 'verify' ORDER BY id");
    }

    private Result verify(String... options) {
        List<String> command = new ArrayList<>(List.of("backup", "verify"));
        command.addAll(List.of(options));
        return database.run(command.toArray(String[]::new));
    }

    /** A shallow and a deep verification both report the damage on one line. */
    private void assertDamaged(Manifest backup, String... named) {
        for (Result result : List.of(verify(), verify("--deep"))) {
            assertThat(result.code()).isEqualTo(ExitCode.FAILED);
            assertThat(result.out()).doesNotContain("is whole");
            assertThat(result.err().lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("talelio: backup %s is damaged: ".formatted(backup.id()))
                    .contains(named));
        }
    }

    private static String line(Manifest backup, String problem) {
        return "talelio: backup %s is damaged: %s".formatted(backup.id(), problem);
    }

    private static Chunk events(Manifest backup) {
        return backup.tables().stream()
                .filter(table -> table.name().equals(DumpedTable.EVENTS))
                .findFirst()
                .orElseThrow()
                .chunks()
                .getFirst();
    }

    private static Manifest with(Manifest manifest, String application, List<DumpedTable> tables) {
        return new Manifest(
                manifest.format(),
                manifest.id(),
                manifest.kind(),
                manifest.parent(),
                manifest.lineage(),
                manifest.ancestors(),
                application,
                manifest.schemas(),
                manifest.server(),
                manifest.cluster(),
                manifest.startedAt(),
                manifest.snapshotAt(),
                manifest.finishedAt(),
                manifest.encryption(),
                manifest.events(),
                manifest.sequences(),
                tables,
                manifest.hashChain(),
                manifest.images(),
                manifest.keys(),
                manifest.keyless());
    }

    private byte[] content(Manifest backup, String object) throws IOException {
        return bucket.find(backup.directory() + object, Chunk.MAX_SIZE).orElseThrow();
    }

    private void change(Manifest backup, String object, UnaryOperator<byte[]> change) throws IOException {
        replace(backup.directory() + object, change.apply(content(backup, object)));
    }

    private void replace(String key, byte[] content) throws IOException {
        bucket.delete(key);
        bucket.create(key, content);
    }

    private static byte[] flippedInTheMiddle(byte[] content) {
        byte[] flipped = content.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }
}
