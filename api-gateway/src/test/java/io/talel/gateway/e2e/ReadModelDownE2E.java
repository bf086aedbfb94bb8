package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The separate server of the read models is down: writes are still answered with what is recorded. */
class ReadModelDownE2E {

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static GatewayNode node;

    @BeforeAll
    static void a_node_whose_read_models_have_a_server_of_their_own() {
        server = LocalPostgres.start(directory, 0);
        node = GatewayNode.with(settings(server.createDatabase("read_models")));
    }

    @AfterAll
    static void everything_stops() {
        node.close();
        server.close();
    }

    @Test
    void an_article_is_published_while_the_read_models_are_down_and_read_afterwards() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ada.publish("Before", "Text.");
        int port = server.port();
        server.close();

        ApiAnswer published = ada.post("/articles")
                .json(Map.of("title", "Meanwhile", "body", "# Hello", "meta_description", "m"))
                .send()
                .is(201);
        ApiAnswer unreadable = node.api().get(Paths.article("meanwhile")).send().is(503);
        ApiAnswer uploaded = ada.upload(new Multipart().file("a", "a.png", "image/png", Pictures.PNG))
                .is(200);
        node.api().get("/health").send().is(200);

        assertThat(published.text("article", "html")).contains("Hello</h1>");
        assertThat(published.text("user", "username")).isEqualTo(ada.person().username());
        assertThat(unreadable.header("Retry-After")).isNotEmpty();

        server = LocalPostgres.start(directory, port);
        await().atMost(Duration.ofSeconds(60)).until(() -> isReadable("meanwhile"));
        ApiAnswer read = node.api().get(Paths.article("meanwhile")).send().is(200);
        assertThat(read.json().path("article")).isEqualTo(published.json().path("article"));
        String image = uploaded.json().at("/image_objects_urls/0").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> node.api().follow(image).status() == 200);
    }

    private static boolean isReadable(String slug) {
        return node.api().get(Paths.article(slug)).send().status() == 200;
    }

    private static Map<String, String> settings(PostgresDatabase database) {
        String prefix = "talelio.read-model.datasource.";
        Map<String, String> settings = new HashMap<>();
        settings.put(prefix + "url", database.jdbcUrl());
        settings.put(prefix + "username", database.user());
        settings.put(prefix + "password", database.password());
        settings.put(prefix + "owner-username", database.ownerUser());
        settings.put(prefix + "owner-password", database.ownerPassword());
        return settings;
    }
}
