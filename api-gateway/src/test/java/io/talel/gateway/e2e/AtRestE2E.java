package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Data at rest: the files of the tables, without the write-ahead log. */
class AtRestE2E {

    private static final String ADDRESS = "private.matter.of.ada@example.org";
    private static final String ANOTHER = "another.matter.of.ada@example.net";
    private static final String WEBHOOK = "https://example.org/a-private-hook-of-ada";
    private static final String PASSWORD = "correct horse battery";

    /** A text that is in the tables, which shows that the search works. */
    private static final String PUBLIC = "an-article-for-everybody";

    @TempDir
    private Path directory;

    @Test
    void no_address_and_no_secret_is_in_the_files_of_the_database_and_after_an_erasure_no_key_that_opens_one()
            throws Exception {
        Path server = directory.resolve("postgres");
        PostgresDatabase database;
        String key;
        String secret;
        try (LocalPostgres postgres = LocalPostgres.start(server, 0)) {
            database = postgres.createDatabase("at_rest");
            try (GatewayNode node = GatewayNode.on(database, Map.of())) {
                // Before hers, or the place of her key would be cut off, or taken by the next one, with the row.
                TestPerson.signedIn(node.api(), "bob");
                ApiSession ada = new TestPerson("ada-at-rest", ADDRESS, PASSWORD).registered(node.api());
                secret = ada.post("/accounts/me/webhooks")
                        .json(Map.of("url", WEBHOOK, "events", List.of("article.unpublished")))
                        .send()
                        .is(201)
                        .text("webhook", "secret");
                ada.publish("An article for everybody", "As it was.");
                node.api()
                        .request("PATCH", "/accounts/me")
                        .token(ada.accessToken())
                        .json(Map.of("email", ANOTHER, "password", PASSWORD))
                        .send()
                        .is(200);
            }
            key = newestKey(database);
            vacuum(database);
        }
        assertNoAddress(server);
        assertThat(isInTables(server, key)).isTrue();
        assertNoSecret(server, secret);

        try (LocalPostgres postgres = LocalPostgres.start(server, database.port());
                GatewayNode node = GatewayNode.on(database, Map.of())) {
            ApiSession ada = new TestPerson("ada-at-rest", ADDRESS, PASSWORD).logIn(node.api());
            node.api()
                    .request("DELETE", "/accounts/me")
                    .token(ada.accessToken())
                    .json(Map.of("password", PASSWORD, "articles", "keep"))
                    .send()
                    .is(200);
            awaitErased(database);
            vacuum(database);
        }
        assertNoAddress(server);
        assertThat(isInTables(server, key)).isFalse();
    }

    /** As text of one character a byte. */
    private static String newestKey(PostgresDatabase database) {
        return owner(database)
                .sql("SELECT key FROM personal.person_key ORDER BY created_at DESC LIMIT 1")
                .query((row, _) -> new String(row.getBytes(1), ISO_8859_1))
                .single();
    }

    /** With the last look, which would come two minutes later. */
    private static void awaitErased(PostgresDatabase database) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !pending(database).isEmpty());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            owner(database)
                    .sql("UPDATE auth.erasure SET due_at = now(), sessions_ended_at = now() - interval '3 minutes'")
                    .update();
            return pending(database).isEmpty();
        });
    }

    private static List<Long> pending(PostgresDatabase database) {
        return owner(database)
                .sql("SELECT user_id FROM auth.erasure")
                .query(Long.class)
                .list();
    }

    private static void vacuum(PostgresDatabase database) {
        owner(database).sql("VACUUM").update();
    }

    private static JdbcClient owner(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    /** The server has been stopped, so that everything is in its files. */
    private static void assertNoAddress(Path server) {
        List<String> found = new ArrayList<>();
        boolean isThere = false;
        for (String content : tables(server)) {
            isThere |= content.contains(PUBLIC);
            Stream.of(ADDRESS, ANOTHER, WEBHOOK)
                    .flatMap(AtRestE2E::spellings)
                    .filter(content::contains)
                    .forEach(found::add);
        }
        assertThat(isThere).isTrue();
        assertThat(found).isEmpty();
    }

    /** Neither as it is written nor as the key that it stands for. */
    private static void assertNoSecret(Path server, String secret) {
        String written = secret.substring("whsec_".length());
        assertThat(isInTables(server, written)).isFalse();
        assertThat(isInTables(server, new String(Base64.getDecoder().decode(written), ISO_8859_1)))
                .isFalse();
    }

    private static boolean isInTables(Path server, String text) {
        return tables(server).stream().anyMatch(content -> content.contains(text));
    }

    private static List<String> tables(Path server) {
        try (Stream<Path> files = Files.walk(server)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/base/"))
                    .map(AtRestE2E::content)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the clear, in hex, and in base64, wherever in a longer text it begins. */
    private static Stream<String> spellings(String address) {
        byte[] bytes = address.getBytes(ISO_8859_1);
        String hex = HexFormat.of().formatHex(bytes);
        Stream<String> base64 = Stream.of(0, 1, 2).map(skipped -> {
            byte[] rest = Arrays.copyOfRange(bytes, skipped, bytes.length - (bytes.length - skipped) % 3);
            return Base64.getEncoder().encodeToString(rest);
        });
        return Stream.concat(Stream.of(address, hex, hex.toUpperCase(Locale.ROOT)), base64);
    }
}
