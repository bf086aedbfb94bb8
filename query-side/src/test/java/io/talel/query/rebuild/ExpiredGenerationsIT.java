package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import org.junit.jupiter.api.Test;

/** What rebuilds leave behind, which may have rows of persons who were erased since. */
class ExpiredGenerationsIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase owner = TestDatabase.asOwnerOf(database);

    @Test
    void a_node_removes_generations_that_have_expired_or_were_cut_off_and_no_others() {
        try (QueryNode node = QueryNode.onOneDatabase(database, "talelio.rebuild.clean-up-interval=PT0.1S");
                Operators operator = Operators.of(database)) {
            node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
            assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
            operator.run(Operators.rebuild("user"));
            operator.run(Operators.rebuild("user"));
            assertThat(operator.generations("user")).containsExactly("1 kept", "2 kept", "3 active");

            owner.execute(
                    "UPDATE read_model.generation SET keep_until = now() WHERE projection = 'user' AND number = 1");

            await().untilAsserted(() -> assertThat(operator.generations("user")).containsExactly("2 kept", "3 active"));
            assertThat(operator.schemas("user")).hasSize(2);
            owner.execute(
                    "UPDATE read_model.generation SET keep_until = NULL WHERE projection = 'user' AND number = 2");
            await().untilAsserted(() -> assertThat(operator.generations("user")).containsExactly("3 active"));
        }
    }
}
