package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RacesIT {

    private static final int RACERS = 64;

    private final Cluster cluster = Cluster.shared();

    @Test
    void exactly_one_of_many_registrations_with_one_username_succeeds() {
        List<NodeAnswer> answers =
                ConcurrentCalls.run(RACERS, racer -> node(racer).register("racer" + racer + "@example.org", "coveted"));

        assertOneWinner(answers, "Account with the username 'coveted' already exists");
    }

    @Test
    void exactly_one_of_many_registrations_with_one_email_succeeds() {
        List<NodeAnswer> answers =
                ConcurrentCalls.run(RACERS, racer -> node(racer).register("coveted@example.org", "anybody" + racer));

        assertOneWinner(answers, "Account with the email 'coveted@example.org' already exists");
    }

    @Test
    void many_articles_of_one_title_get_a_slug_each() {
        NodeClient author = NodeClient.of(cluster.nodeA().port()).signUp("namesake");

        List<NodeAnswer> answers = ConcurrentCalls.run(
                RACERS, racer -> author.on(node(racer).port()).publish("The very same title", "Body " + racer));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers)
                .extracting(answer -> answer.text("/article/slug"))
                .doesNotHaveDuplicates()
                .allMatch(slug -> slug.matches("the-very-same-title(-\\d+)?"));
        assertThat(cluster.database().sequenceNumbersUsedTwice()).isZero();
    }

    private NodeClient node(int racer) {
        return NodeClient.of(
                racer % 2 == 0 ? cluster.nodeA().port() : cluster.nodeB().port());
    }

    private void assertOneWinner(List<NodeAnswer> answers, String refusal) {
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer ->
                        answer.status() == 400 && answer.text("/error/message").equals(refusal));
        assertThat(cluster.database().sequenceNumbersUsedTwice()).isZero();
    }
}
