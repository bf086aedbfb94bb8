package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.RebuildClaims;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An event of an older revision, as an older build stored it, behind today's API. */
class OlderEventsE2E {

    private static final Path LOG = Path.of("../command-side/src/test/resources/log");
    private static final Path FIXTURE = LOG.resolve("article-published-1.sql");
    private static final String OLD = "hello-world-3";

    @Test
    void an_article_of_revision_1_is_served_and_replayed_like_one_of_revision_2() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        ApiAnswer before;
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            owner.sql("SELECT setval('event_store.user_id', 6)")
                    .query(Long.class)
                    .single();
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            owner.sql(Files.readString(FIXTURE)).update();
            await().atMost(Duration.ofSeconds(20)).until(() -> isReadable(node));
            node.bean("commandGateway", CommandGateway.class).sendAndWait(new RebuildClaims());

            String newer = ada.publish("Hello World", "# Hello");

            assertThat(newer).isEqualTo("hello-world-4");
            before = node.api().get(Paths.article(OLD)).send().is(200);
            assertThat(before.text("article", "title")).isEqualTo("Hello World");
            assertThat(before.text("article", "created_at")).isEqualTo("2026-02-03T04:05:06.000007Z");
            assertThat(before.text("user", "username")).isEqualTo(ada.person().username());
            ApiAnswer ofToday = node.api().get(Paths.article(newer)).send().is(200);
            assertThat(before.keys("article")).isEqualTo(ofToday.keys("article"));
            assertThat(before.text("article", "html")).isEqualTo(ofToday.text("article", "html"));
        }
        assertThat(owner.sql("SELECT event_revision FROM event_store.domain_event"
                                + " WHERE event_name = 'ArticlePublished' ORDER BY global_index")
                        .query(String.class)
                        .list())
                .containsExactly("1", "3");

        owner.sql("TRUNCATE article_g1.article").update();
        owner.sql("DELETE FROM read_model.token_entry WHERE processor_name = 'article'")
                .update();
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isReadable(node));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            node.api().get(Paths.article(OLD)).send().text())
                    .isEqualTo(before.text()));
        }
    }

    @Test
    void an_image_of_revision_1_is_served_and_replayed_like_one_of_revision_2() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        TestPerson ada = TestPerson.named("ada");
        String image = "/users/" + ada.username() + "/images/sunset_k3v9x.jpg";
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            owner.sql("SELECT setval('event_store.user_id', 6)")
                    .query(Long.class)
                    .single();
            ada.registered(node.api());
            node.bean("s3Client", S3Client.class)
                    .putObject(
                            put -> put.bucket(LocalS3.CONTENT_BUCKET).key("images/7/sunset_k3v9x.jpg"),
                            RequestBody.fromBytes(new byte[48_213]));
            owner.sql(Files.readString(LOG.resolve("image-uploaded-1.sql"))).update();

            await().atMost(Duration.ofSeconds(20)).until(() -> isServed(node, image));
        }

        owner.sql("TRUNCATE image_g1.image").update();
        owner.sql("DELETE FROM read_model.token_entry WHERE processor_name = 'image'")
                .update();
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isServed(node, image));
        }
    }

    private static boolean isServed(GatewayNode node, String image) {
        return node.api().get(image).send().status() == 200;
    }

    private static boolean isReadable(GatewayNode node) {
        return node.api().get(Paths.article(OLD)).send().status() == 200;
    }
}
