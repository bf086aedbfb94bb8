package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.RebuildClaims;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an older build stored, in the log of today's. */
class OlderRevisionsIT {

    private static final Path FIXTURE = Path.of("src/test/resources/log/article-published-1.sql");

    private static JdbcClient owner;
    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
        node.send(Users.registerAda());
        owner.sql(Files.readString(FIXTURE)).update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_fixture_is_the_approved_sample_of_revision_1() throws IOException {
        byte[] stored = owner.sql("SELECT payload FROM event_store.domain_event WHERE event_revision = '1'"
                        + " AND aggregate_identifier = 'article-42' AND sequence_number = 0")
                .query(byte[].class)
                .single();
        ObjectMapper json = new ObjectMapper();

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .isEqualTo(json.readTree(Contracts.SAMPLES
                                .resolve("ArticlePublished.1.json")
                                .toFile())
                        .toString());
    }

    @Test
    void it_is_read_as_revision_2_and_its_article_accepts_commands() {
        assertThat(node.bean(EventStore.class)
                        .readEvents("article-42", 0)
                        .asStream()
                        .map(EventMessage::getPayload))
                .first()
                .isEqualTo(Articles.published(Articles.HELLO, "Hello World", 3));

        StreamVersion revised = node.send(Articles.revise(Articles.HELLO, 0, "# Bye"));

        assertThat(revised).isEqualTo(new StreamVersion("article-42", 1));
    }

    @Test
    void claims_made_from_it_know_its_number() {
        node.send(new RebuildClaims());

        Recorded<ArticlePublished> next =
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), "Hello World"));

        assertThat(next.event().slug().value()).isEqualTo("hello-world-4");
        assertThat(next.event().slugNumber()).isEqualTo(4);
    }
}
