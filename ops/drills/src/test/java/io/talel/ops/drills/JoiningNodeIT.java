package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that joins a pair under load takes writes, and finds every article that was acknowledged before. Logs how long it took. */
@Tag("timed")
class JoiningNodeIT {

    private static final Logger LOG = LoggerFactory.getLogger(JoiningNodeIT.class);

    /** Between two articles of an author: four of them take a good third of two cores. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void it_takes_writes_and_its_readers_miss_nothing(@TempDir Path directory) {
        Cluster pair = Cluster.shared();
        NodeClient onA = NodeClient.of(pair.nodeA().port()).signUp("joined");
        NodeClient onB = onA.on(pair.nodeB().port());
        try (WritersAndReaders load = WritersAndReaders.start(List.of(onA, onA, onB, onB), PAUSE)) {
            load.awaitRead(DrillScale.times(2_000), SOON);

            long begun = System.nanoTime();
            try (ServedStack third =
                    Cluster.launch(directory, pair.nodeA().variables()).awaitReady()) {
                NodeClient joined = onA.on(third.port());
                assertThat(joined.publish("The first of a node that joins", "Text.")
                                .status())
                        .isEqualTo(201);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                LOG.info(
                        "A node that joined a loaded pair took writes after {} ms, of which it had a processor for {} ms",
                        took.toMillis(),
                        processorTime(third).toMillis());

                load.join(joined);
                load.awaitRead(DrillScale.times(2_000), SOON);
                load.close();
                assertThat(load.failures()).isEmpty();
                assertThat(load.acknowledged())
                        .allSatisfy(slug ->
                                assertThat(joined.article(slug).status()).isEqualTo(200));
            }
        }
    }

    private static Duration processorTime(ServedStack node) {
        return ProcessHandle.of(node.process("api").pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }
}
