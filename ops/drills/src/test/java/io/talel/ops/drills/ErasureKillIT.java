package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API is killed while it erases a person. */
class ErasureKillIT {

    private static final int ARTICLES = 60;

    private static final String REMOVED =
            "select count(*) from event_store.domain_event where event_name = 'ArticleRemoved'";

    private static final String IMAGES_REMOVED =
            "select count(*) from event_store.domain_event where event_name = 'ImageRemoved'";

    @Test
    void what_was_begun_is_gone_on_with_after_the_next_start(@TempDir Path data) throws IOException {
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            NodeClient author = NodeClient.of(stack.port()).signUp("leaver");
            for (int i = 0; i < ARTICLES; i++) {
                assertThat(author.publish("Article " + i, "As it was.").status())
                        .isEqualTo(201);
            }
            assertThat(author.upload(SamplePictures.png()).status()).isEqualTo(200);
            assertThat(objects(data)).hasSize(1);
            assertThat(author.deleteAccount("remove").status()).isEqualTo(200);
            NodesDatabase database = new NodesDatabase(stack.database());
            await().until(() -> database.number(REMOVED) > 0);
            stack.process("api").kill();
        }
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            NodesDatabase database = new NodesDatabase(stack.database());
            database.endLeases("auth.erasure", "due_at", Duration.ofMinutes(1));
            await().atMost(Duration.ofMinutes(3)).until(() -> database.number(REMOVED) == ARTICLES);
            assertThat(database.number("select count(*) from auth.credential")).isZero();
            await().atMost(Duration.ofMinutes(1)).until(() -> database.number(IMAGES_REMOVED) == 1);
            await().until(() -> objects(data).isEmpty());
        }
    }

    /** Files of the bucket of images. */
    private static List<Path> objects(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("s3/objects").resolve(LocalS3.CONTENT_BUCKET))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
