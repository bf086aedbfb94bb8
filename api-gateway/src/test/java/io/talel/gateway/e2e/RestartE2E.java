package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was written is there after a restart, to the letter. */
class RestartE2E {

    @Test
    void everything_is_found_again_after_a_restart() {
        PostgresDatabase database = SharedServers.newDatabase();
        TestPerson person = TestPerson.named("ada");
        ApiSession before;
        ApiAnswer article;
        ApiAnswer list;
        ApiAnswer image;
        String imagePath;
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            person.register(node.api()).is(201);
            before = person.logIn(node.api());
            String url = before.upload(new Multipart().file("image", "Sunset.png", "image/png", Pictures.PNG))
                    .is(200)
                    .json()
                    .at("/image_objects_urls/0")
                    .asString();
            imagePath = Paths.imageOf(person, url.substring(url.lastIndexOf('/') + 1));
            before.publish("Before the restart", "![Sunset](" + url + ")");
            article = node.api().get("/articles/before-the-restart").send().is(200);
            list = node.api().get(Paths.articlesOf(person)).send().is(200);
            image = node.api().get(imagePath).send().is(200);
        }
        try (GatewayNode node = GatewayNode.on(database, Map.of())) {
            ApiAnswer again =
                    node.api().get("/articles/before-the-restart").send().is(200);
            assertThat(again.text()).isEqualTo(article.text());
            assertThat(again.header("ETag")).isEqualTo(article.header("ETag"));
            assertThat(node.api().get(Paths.articlesOf(person)).send().text()).isEqualTo(list.text());
            assertThat(node.api().get(imagePath).send().body()).isEqualTo(image.body());
            person.logIn(node.api());
            before.at(node.api()).refresh().is(200);
            assertThat(before.at(node.api()).publish("Before the restart", "")).isEqualTo("before-the-restart-2");
            person.register(node.api()).isBadRequest("Account with the email '" + person.email() + "' already exists");
        }
    }
}
