package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.restore.ImageReturn;
import io.talel.ops.backup.restore.ImageReturn.Result;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images come back from their copies, except removed images and those of erased persons. */
class ImageReturnIT {

    private static final byte[] BYTES = {1, 2, 3};

    private BackedUp database;
    private Map<String, String> environment;
    private S3 s3;
    private Bucket content;
    private long ada;
    private long grace;

    @BeforeEach
    void people_with_images_that_were_copied() throws IOException {
        database = BackedUp.create();
        environment = database.environment();
        environment.put("S3_BUCKET", environment.get("S3_BACKUP_BUCKET") + "-content");
        BackedUp.createBucket(SharedServers.s3(), environment.get("S3_BUCKET"));
        s3 = S3.at(BucketSettings.of(environment));
        content = s3.content();
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            UserId first = node.register("ada");
            UserId second = node.register("grace");
            ada = first.value();
            grace = second.value();
            upload(node, first, "sea.jpg");
            upload(node, first, "hill.jpg");
            node.remove(upload(node, first, "removed.jpg"));
            upload(node, second, "cat.jpg");
        }
        Operated.Result backup = Operated.run(environment, "backup", "run", "--copy-images");
        assertThat(backup.code()).as(backup.err()).isZero();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void what_the_bucket_lost_comes_back_but_for_removed_images_and_persons_without_a_key() throws IOException {
        database.change("DELETE FROM personal.person_key WHERE person = 'user-%d'".formatted(grace));
        emptyTheBucket();
        content.create(key(ada, "hill.jpg"), BYTES);

        Operated.Result dry = returnImages("--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("1 image is in the bucket, 1 can be copied back, 0 lost");
        assertThat(keys()).containsExactly(key(ada, "hill.jpg"));

        Operated.Result done = returnImages("--yes");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(keys()).containsExactly(key(ada, "hill.jpg"), key(ada, "sea.jpg"));
        assertThat(content.find(key(ada, "sea.jpg"), 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(BYTES));
        assertThat(database.run("log").out()).contains("backup restore-images");
    }

    @Test
    void an_image_without_a_copy_of_its_size_is_told_as_lost() throws IOException {
        emptyTheBucket();
        s3.backups().delete("images/" + key(ada, "sea.jpg"));
        s3.backups().delete("images/" + key(ada, "hill.jpg"));
        s3.backups().create("images/" + key(ada, "hill.jpg"), new byte[] {9});

        Operated.Result done = returnImages("--yes");

        assertThat(done.code()).isEqualTo(ExitCode.FAILED);
        assertThat(done.out()).contains("1 copied back, 2 lost, for example", key(ada, "sea.jpg"));
        assertThat(keys()).containsExactly(key(grace, "cat.jpg"));
    }

    @Test
    void an_image_whose_person_is_erased_while_it_comes_back_stays_away() throws SQLException, IOException {
        emptyTheBucket();
        ImageReturn images = new ImageReturn(Settings.of(environment).eventStore(), content, s3.backups());

        Result done = images.run((_, _, _) ->
                database.change("DELETE FROM personal.person_key WHERE person = 'user-%d'".formatted(grace)));

        assertThat(done.returned()).isEqualTo(2);
        assertThat(keys()).containsExactly(key(ada, "hill.jpg"), key(ada, "sea.jpg"));
    }

    @Test
    void a_restore_whose_images_are_lost_is_done_and_says_so() throws IOException {
        emptyTheBucket();
        s3.backups().delete("images/" + key(ada, "sea.jpg"));
        PostgresDatabase target = SharedServers.newDatabase();

        Operated.Result restored = Operated.run(
                environment,
                "restore",
                "--from",
                "latest",
                "--into",
                target.jdbcUrl(),
                "--images",
                "--report",
                "target/images-lost.json",
                "-o",
                "json");

        assertThat(restored.code()).as(restored.err()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(restored.json().path("outcome").asString()).isEqualTo("done");
        assertThat(restored.json().path("images").path("lost").asInt()).isEqualTo(1);
        assertThat(restored.json().path("report").path("events").asLong()).isPositive();
    }

    @Test
    void a_restore_brings_them_back_if_it_is_asked_to() throws IOException {
        emptyTheBucket();
        PostgresDatabase target = SharedServers.newDatabase();

        Operated.Result restored = Operated.run(
                environment,
                "restore",
                "--from",
                "latest",
                "--into",
                target.jdbcUrl(),
                "--images",
                "--report",
                "target/images-report.json",
                "-o",
                "json");

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.json().path("images").path("returned").asInt()).isEqualTo(3);
        assertThat(restored.json().path("message").asString()).contains("3 copied back");
        assertThat(keys()).containsExactly(key(ada, "hill.jpg"), key(ada, "sea.jpg"), key(grace, "cat.jpg"));
    }

    private Operated.Result returnImages(String option) {
        return Operated.run(environment, "backup", "restore-images", "--reason", "the bucket is gone", option);
    }

    private static String key(long owner, String file) {
        return "users/%d/images/%s".formatted(owner, file);
    }

    private ImageId upload(NodeAtWork node, UserId owner, String file) throws IOException {
        String key = key(owner.value(), file);
        content.create(key, BYTES);
        return node.upload(owner, key, BYTES.length);
    }

    private void emptyTheBucket() throws IOException {
        for (StoredObject object : content.list("")) {
            content.delete(object.key());
        }
    }

    private List<String> keys() throws IOException {
        return content.list("").stream().map(StoredObject::key).toList();
    }
}
