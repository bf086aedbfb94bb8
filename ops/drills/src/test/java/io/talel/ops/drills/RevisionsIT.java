package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RevisionsIT {

    private static final int REVISIONS = 64;
    private static final int PROCESSES = 2;

    private final Cluster cluster = Cluster.shared();

    @Test
    void exactly_one_of_many_revisions_of_one_version_in_two_processes_is_recorded() throws IOException {
        NodeClient author = NodeClient.of(cluster.nodeA().port()).signUp("muchrevised");
        JsonNode published = author.publish("Revised by many", "First version").json();
        long article = published.at("/article/id").asLong();
        String stream = "article-" + article;

        assertThat(outcomes(article, published.at("/user/id").asLong()))
                .hasSize(REVISIONS)
                .allMatch(outcome -> outcome.equals(new StreamVersion(stream, 1).toString())
                        || outcome.equals(new Refusal.Conflict(stream).toString())
                        || outcome.startsWith(Refusal.EditConflict.class.getSimpleName()))
                .containsOnlyOnce(new StreamVersion(stream, 1).toString());
        assertThat(cluster.database()
                        .number("select count(*) from event_store.domain_event where aggregate_identifier = '" + stream
                                + "'"))
                .isEqualTo(2);
    }

    private List<String> outcomes(long article, long author) throws IOException {
        List<Process> revisers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            revisers.add(reviser(article, author));
        }
        for (Process reviser : revisers) {
            assertThat(reviser.inputReader().readLine()).isEqualTo(RevisingProcess.READY);
        }
        for (Process reviser : revisers) {
            reviser.outputWriter().append("go\n").flush();
        }
        List<String> outcomes = new ArrayList<>();
        for (Process reviser : revisers) {
            try (BufferedReader said = reviser.inputReader()) {
                said.lines().forEach(outcomes::add);
            }
        }
        return outcomes;
    }

    private Process reviser(long article, long author) throws IOException {
        ProcessBuilder reviser = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                writeSideAlone(),
                RevisingProcess.class.getName(),
                Long.toString(article),
                Integer.toString(REVISIONS / PROCESSES),
                Long.toString(author));
        reviser.environment().putAll(cluster.nodeA().variables());
        return reviser.redirectError(Redirect.DISCARD).start();
    }

    /** Program of another process on the class path of this test, which has the whole product. */
    private static String writeSideAlone() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.contains("/api-gateway/") && !entry.contains("/query-side/"))
                .collect(Collectors.joining(":"));
    }
}
