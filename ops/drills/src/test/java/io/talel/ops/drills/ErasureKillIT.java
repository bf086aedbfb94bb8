package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API is killed while it erases a person. */
class ErasureKillIT {

    private static final int ARTICLES = 60;

    private static final String REMOVED =
            "select count(*) from event_store.domain_event where event_name = 'ArticleRemoved'";

    @Test
    void what_was_begun_is_gone_on_with_after_the_next_start(@TempDir Path data) {
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            Client author = Client.of(stack.port()).signUp("leaver");
            for (int i = 0; i < ARTICLES; i++) {
                assertThat(author.publish("Article " + i, "As it was.").status())
                        .isEqualTo(201);
            }
            assertThat(author.deleteAccount("remove").status()).isEqualTo(200);
            Database database = new Database(stack.database());
            await().until(() -> database.number(REMOVED) > 0);
            stack.process("api").kill();
        }
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            Database database = new Database(stack.database());
            await().atMost(Duration.ofMinutes(3)).until(() -> database.number(REMOVED) == ARTICLES);
            assertThat(database.number("select count(*) from auth.credential")).isZero();
        }
    }
}
