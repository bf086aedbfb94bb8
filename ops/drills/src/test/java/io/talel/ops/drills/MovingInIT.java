package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of docs/migrate.md: tables, import of a dump, a node. */
class MovingInIT {

    private static final Duration PROJECTING = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void a_person_of_the_replaced_service_logs_in_and_their_article_is_where_it_was() throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        Map<String, String> stores = database.environment();
        Path dump = Files.writeString(directory.resolve("dump.sql"), dump());
        operate(stores, "migrate", "--reason", "moving in");
        operate(stores, "import", dump.toString(), "--reason", "moving in", "--yes");

        try (ServedStack node =
                Cluster.launch(directory.resolve("node"), stores).awaitReady()) {
            NodeClient client = NodeClient.of(node.port());

            assertThat(client.logIn("ada@example.org").status()).isEqualTo(200);
            assertThat(client.logIn("ada@example.org").status())
                    .as("with the new hash")
                    .isEqualTo(200);
            await().atMost(PROJECTING).until(() -> client.article("hello-3").status() == 200);
            NodeAnswer article = client.article("hello-3");
            assertThat(article.json().at("/article/id").asLong()).isEqualTo(12);
            assertThat(article.text("/article/created_at")).isEqualTo("2021-07-01T10:00:00.123456Z");
            assertThat(article.text("/article/html")).isEqualTo("<p>Some <em>text</em>.</p>");
            assertThat(article.json().at("/user/id").asLong()).isEqualTo(3);
            NodeAnswer newcomer = client.register("new@example.org", "new");
            assertThat(newcomer.json().at("/user/id").asLong()).isGreaterThan(3);
        }
    }

    private static void operate(Map<String, String> stores, String... command) {
        OperatorsCommand run = OperatorsCommand.start(stores, command);
        String output = run.awaitEnd();
        assertThat(run.process().exitValue()).as(output).isZero();
    }

    private static String dump() {
        return """
                COPY public.account (id, created_at, updated_at, email, password, verified) FROM stdin;
                7\t2020-01-01 12:00:00\t2020-01-01 12:00:00\tada@example.org\t%s\tt
                \\.

                COPY public.article (id, user_id, created_at, updated_at, title, slug, body, html, meta_description, table_of_contents, featured_image, url) FROM stdin;
                12\t3\t2021-07-01 12:00:00.123456\t2021-07-01 12:00:00.123456\tHello\thello-3\tSome *text*.\t<p>Some <em>text</em>.</p>\tAbout it\t\t\thttps://www.talel.io/articles/hello
                \\.

                COPY public."user" (id, account_id, created_at, updated_at, username, location, avatar_url) FROM stdin;
                3\t7\t2020-01-01 12:00:00\t2020-01-01 12:00:00\tada\t\tdefault.jpg
                \\.

                -- PostgreSQL database dump complete
                """.formatted(oldHash());
    }

    private static String oldHash() {
        String salt = "abcDE";
        try {
            byte[] hash = MessageDigest.getInstance("SHA3-512")
                    .digest((NodeClient.PASSWORD + salt).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + "," + salt;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
