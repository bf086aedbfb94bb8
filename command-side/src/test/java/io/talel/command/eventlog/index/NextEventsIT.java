package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.NextEvents;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NextEventsIT {

    private static final int ANY_SIZE = Integer.MAX_VALUE;

    private static PostgresDatabase database;
    private static Node node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        node.send(Users.registerAda());
        node.send(Articles.publish(new ArticleId(1), "A title that is longer"));
        node.send(Articles.publish(new ArticleId(2), "A title"));
        node.send(Articles.trash(new ArticleId(2)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_next_event_of_each_stream_is_read_the_smallest_first() {
        assertThat(read(Map.of("article-1", -1L, "article-2", -1L), ANY_SIZE))
                .containsExactly("article-2 0", "article-1 0");
        assertThat(read(Map.of("article-1", 0L, "article-2", 0L, "article-3", -1L), ANY_SIZE))
                .containsExactly("article-2 1");
    }

    @Test
    void a_larger_event_than_asked_for_is_left_out() {
        NextEvents.Next smaller =
                events().after(Map.of("article-2", -1L), ANY_SIZE).getFirst();

        assertThat(read(Map.of("article-1", -1L, "article-2", -1L), smaller.bytes()))
                .containsExactly("article-2 0");
    }

    @Test
    void nothing_is_read_after_many_bytes() {
        store("article-11", withBody(StoredNextEvents.BYTES));
        store("article-12", withBody(StoredNextEvents.BYTES + 1));

        assertThat(read(Map.of("article-12", -1L, "article-11", -1L, "article-1", -1L), ANY_SIZE))
                .containsExactly("article-1 0", "article-11 0");
    }

    @Test
    void one_that_cannot_be_read_holds_up_no_other() {
        store("article-21", "'no JSON'");

        assertThat(read(Map.of("article-21", -1L, "article-1", -1L), ANY_SIZE)).containsExactly("article-1 0");
    }

    @Test
    void they_are_read_while_commands_hold_all_their_connections() throws SQLException {
        HikariDataSource commands = node.context().getBean("eventStorePool", HikariDataSource.class);
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < commands.getMaximumPoolSize()) {
                held.add(commands.getConnection());
            }
            assertThat(read(Map.of("article-1", -1L), ANY_SIZE)).containsExactly("article-1 0");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static List<String> read(Map<String, Long> after, int largest) {
        return events().after(after, largest).stream()
                .map(next -> next.event().getAggregateIdentifier() + " "
                        + next.event().getSequenceNumber())
                .toList();
    }

    private static NextEvents events() {
        return node.bean(NextEvents.class);
    }

    /** The first event of {@code article-1} with a body of so many bytes. */
    private static String withBody(int bytes) {
        return "jsonb_set(convert_from(payload, 'UTF8')::jsonb, '{body}', to_jsonb(repeat('x', %d)))::text"
                .formatted(bytes);
    }

    /** @param payload as an expression of SQL */
    private static void store(String stream, String payload) {
        Node.ownerOf(database).sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), ?, 0, aggregate_type, now(), event_name, event_revision,
                            convert_to(%s, 'UTF8'), metadata
                        FROM event_store.domain_event
                        WHERE aggregate_identifier = 'article-1' AND sequence_number = 0
                        """.formatted(payload)).params(stream).update();
    }
}
