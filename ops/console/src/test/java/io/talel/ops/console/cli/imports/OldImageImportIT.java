package io.talel.ops.console.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.ListEventsOf;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying the images of the replaced service. */
class OldImageImportIT {

    private static final String SUMMER = "2021-07-01 12:00:00.123456";

    /** One pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private final ImportTarget target = ImportTarget.create();
    private final OldService old = new OldService();

    @TempDir
    private Path directory;

    @Test
    void images_are_copied_once_and_keep_their_names() throws IOException {
        Map<String, String> environment = new HashMap<>(target.database().environment());
        environment.putAll(SharedServers.s3().environment());
        environment.put("S3_BUCKET", "imported-content");
        BackedUp.createBucket(SharedServers.s3(), "imported-content");
        BackedUp.createBucket(SharedServers.s3(), "old-content");
        old.user(3, "ada", SUMMER);
        try (S3 s3 = S3.at(BucketSettings.of(environment))) {
            Bucket there = s3.named("old-content");
            there.create("3/images/sunset_1.JPG", PNG);
            there.create("3/images/secret_2.png", "no image".getBytes(StandardCharsets.US_ASCII));
            there.create("4/images/x_3.png", PNG);
            there.create("backups/old.sql", PNG);
            String[] images = {"--images-from", "old-content"};

            Result dryRun = target.importFrom(environment, dump(), "--images-from", "old-content", "--dry-run");
            assertThat(dryRun.json().at("/images/imported").asInt()).isEqualTo(1);
            assertThat(s3.content().list("")).isEmpty();
            Result first = target.importFrom(environment, dump(), images);
            Result second = target.importFrom(environment, dump(), images);

            assertThat(first.json().path("message").asString())
                    .isEqualTo("The import recorded 1 person, 0 articles and 1 image; 0, 0 and 0 were imported before."
                            + " 2 rows were left out: object 3/…2.png is no GIF, JPEG, PNG or WebP;"
                            + " object 4/…3.png has an owner who was not imported, or was erased here.");
            assertThat(second.json().path("message").asString())
                    .startsWith("The import recorded 0 people, 0 articles and 0 images; 1, 0 and 1 were imported");
            List<StoredObject> copies = s3.content().list("");
            assertThat(copies).hasSize(1);
            String key = copies.getFirst().key();
            assertThat(key).matches("users/3/images/[0-9a-f]{24}\\.png");
            assertThat(s3.content().find(key, 1_000)).contains(PNG);
            assertThat(uploaded()).satisfies(image -> {
                assertThat(image.ownerId()).isEqualTo(new UserId(3));
                assertThat(image.file().value()).isEqualTo("sunset_1.JPG");
                assertThat(image.stored().key()).isEqualTo(key);
                assertThat(image.stored().bytes()).isEqualTo(PNG.length);
                assertThat(image.stored().width()).isEqualTo(1);
            });
        }
    }

    private ImageUploaded uploaded() throws IOException {
        try (EmbeddedApplication application =
                EmbeddedApplication.start(Settings.of(target.database().environment()))) {
            List<StreamEvent> events = application
                    .get(QueryGateway.class)
                    .query(new ListEventsOf("image-1", -1), ResponseTypes.multipleInstancesOf(StreamEvent.class))
                    .join();
            assertThat(events).hasSize(1);
            return (ImageUploaded) events.getFirst().event();
        }
    }

    private Path dump() throws IOException {
        return old.dump(directory.resolve("dump.sql"));
    }
}
