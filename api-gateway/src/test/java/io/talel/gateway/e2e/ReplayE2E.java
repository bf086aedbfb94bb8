package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Hooks.awaitReceived;
import static io.talel.gateway.e2e.Hooks.ids;
import static io.talel.gateway.e2e.Hooks.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.e2e.Hooks.Hook;
import io.talel.gateway.webhook.delivery.TestReceiver;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Messages that authors have sent again. */
class ReplayE2E {

    private static GatewayNode node;
    private static JdbcClient owner;

    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");

    @BeforeAll
    static void a_node_whose_receivers_are_here() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = GatewayNode.on(database, Hooks.ANY_ADDRESS);
        GatewayNode.drawOtherIds(database);
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void one_message_is_sent_again_and_all_from_a_position_on_with_the_same_ids() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Hook hook = register(ada, receiver);
        ada.publish("First", "A");
        ada.publish("Second", "B");
        hook.await("delivered", 2);
        JsonNode first = hook.deliveries().getLast();
        String id = first.path("id").asString();

        ada.post(hook.hookPath() + "/deliveries/" + id + "/redeliver").send().is(202);
        awaitReceived(receiver, 3);
        assertThat(ids(receiver)).last().isEqualTo(id);

        try (TestReceiver later = TestReceiver.answering(204, "")) {
            Hook second = register(ada, later);
            long from = first.path("position").asLong();
            assertReplayed(replay(second, from, "one"), 2, from);
            second.await("delivered", 2);
            assertThat(ids(later))
                    .containsExactlyInAnyOrderElementsOf(ids(receiver).subList(0, 2));
            assertReplayed(replay(second, from + 1, "two"), 1, from);
            awaitReceived(later, 3);
            second.await("delivered", 2);
            assertThat(later.received()).hasSize(3);
        }
    }

    @Test
    void a_replay_without_messages_says_so() {
        Hook hook = register(TestPerson.signedIn(node.api(), "ada"), receiver);

        JsonNode replayed = replay(hook, 0, "one").json().path("replay");

        assertThat(replayed.path("queued").asLong(-1)).isZero();
        assertThat(replayed.path("earliest_position").isNull()).isTrue();
    }

    @Test
    void a_repeated_request_sends_nothing_more_even_if_the_node_has_died_before_its_answer() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Hook hook = register(ada, receiver);
        ada.publish("Sent once more, and once more", "A");
        hook.await("delivered", 1);
        JsonNode message = hook.deliveries().getFirst();
        String redeliver = hook.hookPath() + "/deliveries/" + message.path("id").asString() + "/redeliver";
        nodesDieAfterTheirTransactions();

        replay(hook, 0, "one");
        awaitReceived(receiver, 2);
        hook.await("delivered", 1);
        assertReplayed(replay(hook, 0, "one"), 1, message.path("position").asLong());
        for (int repeat = 0; repeat < 2; repeat++) {
            ada.post(redeliver).header("Idempotency-Key", "two").send().is(202);
            awaitReceived(receiver, 3);
            hook.await("delivered", 1);
        }

        assertThat(receiver.received()).hasSize(3);
    }

    /** Nothing is marked as done any more but in the transaction that changes a webhook. */
    private static void nodesDieAfterTheirTransactions() {
        owner.sql("""
                        CREATE FUNCTION auth.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.done AND NOT OLD.done AND NOT EXISTS (
                                SELECT FROM auth.webhook WHERE xmin = CAST(pg_current_xact_id() AS xid))
                            THEN
                                RAISE 'This node is dead';
                            END IF;
                            RETURN NEW;
                        END $$
                        """).update();
        owner.sql(
                        "CREATE TRIGGER refuse BEFORE UPDATE ON auth.idempotency_key FOR EACH ROW EXECUTE FUNCTION auth.refuse()")
                .update();
    }

    private static ApiAnswer replay(Hook hook, long from, String key) {
        return hook.author()
                .post(hook.hookPath() + "/replay")
                .header("Idempotency-Key", key)
                .json(Map.of("from", from))
                .send()
                .is(202);
    }

    private static void assertReplayed(ApiAnswer answer, long queued, long earliest) {
        JsonNode replayed = answer.json().path("replay");
        assertThat(replayed.path("queued").asLong()).isEqualTo(queued);
        assertThat(replayed.path("earliest_position").asLong()).isEqualTo(earliest);
    }
}
