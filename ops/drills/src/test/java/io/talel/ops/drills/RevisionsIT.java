package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
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
        return WriteSideProcess.of(
                        RevisingProcess.class, cluster.nodeA().variables(), article, REVISIONS / PROCESSES, author)
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
