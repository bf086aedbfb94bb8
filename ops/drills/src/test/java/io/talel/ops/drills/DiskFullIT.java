package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void writes_are_put_off_while_the_disk_is_full_reads_go_on_and_room_is_all_that_is_needed(@TempDir Path data) {
        try (SmallDisk disk = SmallDisk.mount(data);
                ServedStack stack =
                        Cluster.launch(data.resolve("data"), Map.of()).awaitReady()) {
            NodeClient author = NodeClient.of(stack.port()).signUp("hoarder");
            String slug = author.publish("Before the flood", "Dry").text("/article/slug");

            disk.fill();
            List<NodeAnswer> answers = new ArrayList<>();
            await().atMost(LIMIT).until(() -> {
                NodeAnswer answer = author.publish("One too many", "Body ".repeat(1_000));
                answers.add(answer);
                if (answer.status() == 201) {
                    assertThat(author.article(answer.text("/article/slug")).status())
                            .isNotEqualTo(404);
                }
                return answer.status() == 503;
            });
            assertThat(answers.getLast().headers().firstValue("Retry-After")).isPresent();
            assertThat(author.article(slug).status()).isEqualTo(200);
            assertThat(author.health().status()).isEqualTo(200);

            disk.free();
            await().atMost(LIMIT)
                    .until(() -> author.publish("After the flood", "Dry again").status() == 201);
            assertThat(answers)
                    .allMatch(answer -> answer.status() == 503
                            || author.article(answer.text("/article/slug")).status() == 200);
        }
    }
}
