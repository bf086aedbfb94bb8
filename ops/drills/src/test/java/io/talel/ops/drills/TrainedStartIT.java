package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM takes the cache of the training run: told to, it starts with a cache that fits or not at all. */
class TrainedStartIT {

    @Test
    void a_node_starts_with_what_was_seen_in_training(@TempDir Path data) {
        Map<String, String> servers = Cluster.shared().nodeA().variables();
        try (ServedStack trained =
                Cluster.launch(data, servers, List.of("-XX:AOTMode=on")).awaitReady()) {
            assertThat(ProcessHandle.of(trained.process("api").pid())
                            .orElseThrow()
                            .info()
                            .arguments()
                            .orElseThrow())
                    .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
            assertThat(NodeClient.of(trained.port()).article("none").status()).isEqualTo(404);
        }
    }
}
