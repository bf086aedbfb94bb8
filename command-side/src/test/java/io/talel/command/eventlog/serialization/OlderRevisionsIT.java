package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.RebuildClaims;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an older build stored, in the log of today's. */
class OlderRevisionsIT {

    private static final Path LOG = Path.of("src/test/resources/log");

    private static JdbcClient owner;
    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
        node.send(Users.registerAda());
        owner.sql(Files.readString(LOG.resolve("article-published-1.sql"))).update();
        owner.sql(Files.readString(LOG.resolve("image-uploaded-1.sql"))).update();
        owner.sql(Files.readString(LOG.resolve("article-without-tags.sql"))).update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"article-42, ArticlePublished.1.json", "image-9, ImageUploaded.1.json"})
    void the_fixture_is_the_approved_sample_of_revision_1(String stream, String sample) throws IOException {
        byte[] stored = owner.sql("SELECT payload FROM event_store.domain_event WHERE event_revision = '1'"
                        + " AND aggregate_identifier = ? AND sequence_number = 0")
                .param(stream)
                .query(byte[].class)
                .single();
        ObjectMapper json = new ObjectMapper();

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .isEqualTo(json.readTree(Contracts.SAMPLES.resolve(sample).toFile())
                        .toString());
    }

    @Test
    void an_image_is_read_as_revision_2_with_the_name_that_was_stored_in_clear_and_can_be_removed() {
        assertThat(node.bean(EventStore.class)
                        .readEvents("image-9", 0)
                        .asStream()
                        .map(EventMessage::getPayload))
                .first()
                .isEqualTo(Images.sunsetUploaded());

        StreamVersion removed = node.send(Images.removeSunset());

        assertThat(removed).isEqualTo(new StreamVersion("image-9", 1));
    }

    @Test
    void it_is_read_as_revision_2_and_its_article_accepts_commands() {
        assertThat(node.bean(EventStore.class)
                        .readEvents("article-42", 0)
                        .asStream()
                        .map(EventMessage::getPayload))
                .first()
                .isEqualTo(Articles.published(Articles.HELLO, "Hello World", 3));

        RecordedArticle revised = node.send(Articles.revise(Articles.HELLO, 0, "# Bye"));

        assertThat(revised.position()).isEqualTo(new StreamVersion("article-42", 1));
    }

    @Test
    void an_article_without_tags_has_none_and_gets_some() {
        ArticleId draft = new ArticleId(43);
        assertThat(node.bean(EventStore.class)
                        .readEvents("article-43", 0)
                        .asStream()
                        .map(EventMessage::getPayload)
                        .map(Object::toString))
                .hasSize(3)
                .allMatch(event -> event.endsWith(", tags=Tags[values=[]], language=, dialect=python-markdown]"));

        RecordedArticle tagged = node.send(Articles.edit(draft, 2, Articles.tags("news")));

        assertThat(tagged.content()).isEqualTo(Articles.tags("news").revise(Articles.content("Good Morning", "# Bye")));
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
