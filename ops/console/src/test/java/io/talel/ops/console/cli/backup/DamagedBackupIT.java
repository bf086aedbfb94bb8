package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.BackupObjects.events;
import static io.talel.ops.console.cli.backup.BackupObjects.line;
import static io.talel.ops.console.cli.backup.BackupObjects.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change of a stored backup is found and reported. */
class DamagedBackupIT {

    private static final String PREFIX = "verify-" + System.nanoTime() + "/";

    private BackedUp database;
    private BackupObjects objects;
    private Archive archive;
    private Bucket bucket;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        objects = new BackupObjects(database);
        bucket = database.bucket();
        archive = new Archive(bucket, SigningKeys.of(database.environment()));
        database.publish(1, 3);
    }

    @Test
    void one_flipped_byte_in_the_middle_of_a_chunk_is_found() throws IOException {
        Manifest backup = database.backUp("--full");
        objects.change(backup, events(backup).object(), BackupObjects::flippedInTheMiddle);

        objects.assertDamaged(backup, events(backup).object(), "SHA-256");
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
        Manifest backup = database.backUp("--full");
        List<Chunk> chunks = backup.chunks().toList();
        bucket.delete(backup.directory() + chunks.get(0).object());
        objects.change(backup, chunks.get(1).object(), content -> Arrays.copyOf(content, content.length - 1));
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
        Manifest backup = database.backUp("--full", "--copy-images");
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
    void two_chunks_that_were_exchanged_are_found() throws IOException {
        database.query("INSERT INTO operations.operator_log (operator, host, command, reason)"
                + " VALUES ('grace', 'here', 'status', 'none') RETURNING ''");
        Manifest backup = database.backUp("--full");
        Chunk one = backup.chunks().toList().getFirst();
        Chunk other = backup.chunks().toList().get(1);
        byte[] ofOne = objects.content(backup, one.object());
        byte[] ofOther = objects.content(backup, other.object());
        objects.change(backup, one.object(), _ -> ofOther);
        objects.change(backup, other.object(), _ -> ofOne);

        objects.assertDamaged(backup, one.object());
        objects.assertDamaged(backup, other.object());
    }

    @Test
    void a_chunk_of_another_backup_is_found() throws IOException {
        Manifest one = database.backUp("--full");
        Manifest other = database.backUp("--full");
        byte[] foreign = objects.content(one, events(one).object());
        objects.change(other, events(other).object(), _ -> foreign);

        objects.assertDamaged(other, events(other).object());
        Result older = database.run("backup", "verify", one.id().toString());
        assertThat(older.code()).as(older.err()).isZero();
    }

    @Test
    void a_chain_is_no_better_than_its_parents() throws IOException {
        Manifest full = database.backUp("--full");
        database.publish(4, 1);
        Manifest child = database.backUp();

        objects.change(full, events(full).object(), BackupObjects::flippedInTheMiddle);
        objects.assertDamaged(full, events(full).object());

        bucket.delete(full.directory() + Archive.MANIFEST);
        bucket.delete(full.directory() + Archive.SIGNATURE);
        archive.save(with(full, "another", full.tables()));
        assertThat(objects.verify().err())
                .contains(line(child, "backup %s is not the one that it continues".formatted(full.id())));

        for (StoredObject object : bucket.list(full.directory())) {
            bucket.delete(object.key());
        }
        assertThat(objects.verify("--deep").err().lines())
                .containsExactly(line(child, "backup %s, which it continues, is missing".formatted(full.id())));
    }

    @Test
    void a_tampered_manifest_and_one_without_its_signature_are_found() throws IOException {
        Manifest backup = database.backUp("--full");
        objects.change(backup, Archive.MANIFEST, content -> new String(content, StandardCharsets.UTF_8)
                .replace("\"total\" : 3", "\"total\" : 4")
                .getBytes(StandardCharsets.UTF_8));
        objects.assertDamaged(backup, "its manifest was changed");

        objects.change(backup, Archive.SIGNATURE, _ -> "ed25519 of nobody\n".getBytes(StandardCharsets.UTF_8));
        objects.assertDamaged(backup, "signed by a key that is not in BACKUP_SIGNING_KEY_FILE");

        bucket.delete(backup.directory() + Archive.SIGNATURE);
        objects.assertDamaged(backup, "its manifest has no signature");
    }

    @Test
    void a_manifest_that_somebody_else_signed_is_not_believed(@TempDir Path directory) throws IOException {
        Manifest backup = database.backUp("--full");
        Path key = directory.resolve("signing-key");
        Secrets.kept(key, 32);
        bucket.delete(backup.directory() + Archive.MANIFEST);
        bucket.delete(backup.directory() + Archive.SIGNATURE);
        new Archive(bucket, SigningKeys.of(Map.of("BACKUP_SIGNING_KEY_FILE", key.toString()))).save(backup);

        objects.assertDamaged(backup, "signed by a key that is not in BACKUP_SIGNING_KEY_FILE");
    }

    @Test
    void a_manifest_without_its_chunks_is_no_backup() throws IOException {
        Manifest backup = database.backUp("--full");
        bucket.delete(backup.directory() + Archive.MANIFEST);
        bucket.delete(backup.directory() + Archive.SIGNATURE);
        archive.save(with(backup, backup.application(), List.of()));
        objects.assertDamaged(backup, "it holds 3 events, its chunks 0");
        objects.assertDamaged(backup, "the hash chain over its chunks has another end");
        objects.assertDamaged(
                backup,
                "object %s does not belong to it".formatted(events(backup).object()));
    }

    @Test
    void any_byte_of_any_object_that_changes_is_noticed() throws IOException {
        database.backUp("--full");
        database.publish(4, 1);
        database.backUp();
        List<StoredObject> stored =
                bucket.list("").stream().filter(object -> object.size() > 0).toList();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int attempt = 0; attempt < 25; attempt++) {
            String key = stored.get(random.nextInt(stored.size())).key();
            byte[] content = bucket.find(key, Chunk.MAX_SIZE).orElseThrow();
            byte[] flipped = content.clone();
            int at = random.nextInt(content.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            objects.replace(key, flipped);

            Result result = objects.verify();
            assertThat(result.code()).as("%s at %d, seed %d", key, at, seed).isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains(key.split("/", -1)[1]);
            objects.replace(key, content);
        }
        assertThat(objects.verify().code()).isZero();
    }
}
