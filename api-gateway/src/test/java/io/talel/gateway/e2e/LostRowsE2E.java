package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A crash of the database loses rows of its last moments, and their owner, which comes back later, stands still here. */
class LostRowsE2E {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static GatewayNode node;
    private static JdbcClient owner;
    private static JdbcClient listener;

    @BeforeAll
    static void a_node_that_projects_nothing() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = GatewayNode.on(database, Map.of());
        GatewayNode.drawOtherIds(database);
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        listener = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        owner.sql("UPDATE read_model.token_entry SET owner = 'frozen', timestamp = '2126-01-01T00:00:00Z'"
                        + " WHERE processor_name IN ('article', 'image', 'user')")
                .update();
    }

    @AfterAll
    static void the_node_goes() {
        node.close();
    }

    @Test
    void an_article_and_its_author_are_written_by_the_node_that_was_asked_for_them() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        String article = Paths.article(ada.publish("Lost row", "Text."));
        lose("article_g1.article");
        lose("user_g1.user_account");

        assertThat(node.api().get(article).send().is(503).header("Retry-After")).isNotEmpty();
        await().atMost(SOON).until(() -> node.api().get(article).send().status() == 200);
    }

    @Test
    void a_profile_is_written_by_the_node_that_was_asked_for_it() {
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        String profile = "/users/" + bob.person().username();
        lose("user_g1.user_account");

        node.api().get(profile).send().is(503);
        await().atMost(SOON).until(() -> node.api().get(profile).send().status() == 200);
    }

    @Test
    void so_is_an_image() {
        ApiSession cora = TestPerson.signedIn(node.api(), "cora");
        String image = cora.upload(new Multipart().file("a", "a.png", "image/png", Pictures.PNG))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();
        lose("image_g1.image");

        node.api().follow(image).is(503);
        await().atMost(SOON).until(() -> node.api().follow(image).status() == 200);
    }

    /** As a crash does, which ends all sessions. */
    private static void lose(String table) {
        owner.sql("DELETE FROM " + table).update();
        listener.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'talelio-listener'"
                                + " AND datname = current_database()")
                .query()
                .listOfRows();
    }
}
