package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which copies of images expire. */
class ImageCopiesExpireIT {

    /** S3 lists a thousand objects per page. */
    private static final int MORE_THAN_A_PAGE = 1_010;

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
    void copies_of_images_go_if_their_owner_was_erased_and_no_backup_is_damaged_by_it() throws IOException {
        Map<String, String> environment = database.environment();
        environment.put("S3_BUCKET", environment.get("S3_BACKUP_BUCKET") + "-content");
        BackedUp.createBucket(SharedServers.s3(), environment.get("S3_BUCKET"));
        try (NodeAtWork node = NodeAtWork.on(database.database());
                S3 s3 = S3.at(BucketSettings.of(environment))) {
            List<UserId> users = List.of(node.register("ada"), node.register("grace"), node.register("alan"));
            assertThat(users).extracting(UserId::value).containsExactly(1L, 2L, 3L);
            for (String key : List.of("1/a.jpg", "users/1/a.jpg", "users/10/a.jpg", "users/2/a.jpg", "users/3/a.jpg")) {
                s3.content().create(key, new byte[] {1});
            }
            assertThat(Operated.run(environment, "backup", "run", "--full", "--copy-images")
                            .code())
                    .isZero();
            node.remove(users.getFirst());
        }
        database.change("DELETE FROM personal.person_key WHERE person = 'user-2'");
        for (int image = 0; image < MORE_THAN_A_PAGE; image++) {
            bucket.create("images/users/1/b%d.jpg".formatted(image), new byte[] {1});
        }
        int gone = MORE_THAN_A_PAGE + 1;

        Result dry = Operated.run(environment, "backup", "expire", "--dry-run", "-o", "json");
        assertThat(dry.json().path("copies").asInt()).as(dry.toString()).isEqualTo(gone);
        assertThat(dry.json().path("message").asString())
                .contains("%d copies of images of erased persons would be deleted".formatted(gone));
        assertThat(bucket.list("images/")).hasSize(gone + 4);

        Result done = Operated.run(environment, "backup", "expire", "-o", "json");
        assertThat(done.json().path("copies").asInt()).as(done.toString()).isEqualTo(gone);
        assertThat(bucket.list("images/"))
                .extracting(StoredObject::key)
                .containsExactly(
                        "images/1/a.jpg", "images/users/10/a.jpg", "images/users/2/a.jpg", "images/users/3/a.jpg");

        String backup = archive.begun(Kind.FULL).getLast().toString();
        Result deep = Operated.run(environment, "backup", "verify", backup, "--deep");
        assertThat(deep.code()).as(deep.toString()).isZero();
        bucket.delete("images/users/2/a.jpg");
        assertThat(Operated.run(environment, "backup", "verify", backup, "--deep")
                        .err())
                .contains("the copy images/users/2/a.jpg of an image is missing");
    }
}
