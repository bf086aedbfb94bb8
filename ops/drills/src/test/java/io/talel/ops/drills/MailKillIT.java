package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

class MailKillIT {

    /** A claim on the log and a lease on a mail run out first. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void a_node_that_is_killed_between_a_registration_and_its_mail_leaves_the_mail_to_the_next_one(@TempDir Path data)
            throws IOException {
        Path outbox = data.resolve("outbox");
        // A file in place of the directory, so that no mail can be written.
        Files.createFile(outbox);
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            NodeClient.of(stack.port()).signUp("ada");
            NodeClient.of(stack.port()).signUp("bob");
            stack.process("api").kill();
        }
        Files.delete(outbox);
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            await().atMost(PATIENCE).until(() -> mails(outbox).size() == 2);
            NodesDatabase database = new NodesDatabase(stack.database());
            await().until(() -> database.number("SELECT count(*) FROM auth.mail WHERE due_at IS NOT NULL") == 0);
            assertThat(database.number("SELECT count(*) FROM auth.mail WHERE sent_at IS NOT NULL"))
                    .isEqualTo(2);
            assertThat(mails(outbox)).hasSize(2);
        }
    }

    private static List<Path> mails(Path outbox) throws IOException {
        if (!Files.isDirectory(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }
}
