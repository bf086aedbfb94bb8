package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a shared cache in front of a node shows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CachedInNginx {

    @TempDir
    static Path directory;

    private static ServedStack node;
    private static Nginx nginx;

    @BeforeAll
    static void a_cache_stands_before_a_node() throws Exception {
        node = Cluster.launch(Files.createDirectory(directory.resolve("node")), Map.of())
                .awaitReady();
        nginx = Nginx.before(Files.createDirectory(directory.resolve("nginx")), node.port());
    }

    @AfterAll
    static void stop() {
        nginx.close();
        node.close();
    }

    @Test
    @Order(1)
    void nobody_sees_an_article_as_it_was_before_a_write() {
        NodeClient author = NodeClient.of(node.port()).signUp("cached");
        NodeClient readers = NodeClient.of(nginx.port());
        String slug = author.publish("Cached", "Text 0").text("/article/slug");
        for (int i = 1; i <= DrillScale.times(2000); i++) {
            assertThat(readers.article(slug).text("/article/body")).isEqualTo("Text " + (i - 1));
            assertThat(author.revise(slug, "Text " + i).status()).isEqualTo(200);
            assertThat(readers.article(slug).text("/article/body")).isEqualTo("Text " + i);
        }
        NodeAnswer last = readers.article(slug);
        assertThat(readers.articleUnless(slug, header(last, "ETag")).status()).isEqualTo(304);
        assertThat(header(last, "Cache-Control")).contains("public").contains("no-cache");
    }

    @Test
    @Order(2)
    void nobody_sees_the_account_of_another() {
        NodeClient.of(node.port()).signUp("first");
        NodeClient second = NodeClient.of(node.port()).signUp("second");
        NodeClient first = new NodeClient(
                nginx.port(),
                NodeClient.of(nginx.port()).logIn("first@example.org").text("/access_token"));
        for (int i = 0; i < 2; i++) {
            NodeAnswer own = first.account();
            assertThat(own.text("/user/username")).isEqualTo("first");
            assertThat(header(own, "Cache-Control")).contains("private");
            assertThat(second.on(nginx.port()).account().text("/user/username")).isEqualTo("second");
            assertThat(NodeClient.of(nginx.port()).account().status()).isEqualTo(403);
        }
    }

    @Test
    @Order(3)
    void events_pass_as_they_come() {
        NodeClient author = NodeClient.of(node.port()).signUp("followed");
        try (LiveFollower follower = LiveFollower.now(nginx.port())) {
            await().until(follower::hasBegun);
            for (int i = 1; i <= 3; i++) {
                int count = i;
                author.publish("Followed " + i, "");
                await().until(() -> follower.events().size() == count);
            }
        }
    }

    @Test
    @Order(4)
    void an_image_is_served_without_the_node() {
        NodeClient author = NodeClient.of(node.port()).signUp("pictures");
        String url = author.upload(SamplePictures.png()).text("/image_objects_urls/0");
        String path = URI.create(url).getPath().replaceFirst("^/v1", "");
        NodeClient readers = NodeClient.of(nginx.port());
        assertThat(header(readers.get(path), "X-Cache")).isEqualTo("MISS");

        node.close();

        NodeAnswer kept = readers.get(path);
        assertThat(kept.status()).isEqualTo(200);
        assertThat(header(kept, "X-Cache")).isEqualTo("HIT");
        assertThat(header(kept, "Cache-Control")).contains("immutable");
    }

    private static String header(NodeAnswer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
