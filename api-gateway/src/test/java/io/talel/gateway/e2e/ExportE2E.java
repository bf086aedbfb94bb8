package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.bus.Commands;
import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleEdit;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.Title;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** An export holds all data of a person, or is visibly broken. */
class ExportE2E {

    /** Columns that every export leaves out. */
    private static final Set<String> WITHHELD = Set.of("password_hash", "email_hmac");

    /** Mebibytes that compress to a half; an export holds them twice. */
    private static final int MORE_THAN_IS_BUFFERED = 8;

    private static final int SMALL_BUFFER = 32 * 1024;

    private static PostgresDatabase database;
    private static GatewayNode node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = GatewayNode.on(database, Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void it_holds_every_event_of_the_person_of_their_articles_and_of_their_images() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        UserId adasId = id(ada);
        changeEverything(adasId, ada.person().email());
        publish(ada, "Untouched", "Said once.");
        ArticleId revised = publish(ada, "Revised", "Said first.");
        revise(adasId, revised, 0, "Said second.");
        revise(adasId, revised, 1, "Said third.");
        ArticleId hidden = hideAndShowAgain(adasId);
        ArticleId removed = publish(ada, "Removed", "Said and taken back.");
        send(new RemoveArticle(removed));
        upload(ada);
        upload(ada);
        List<String> images = streamsOf(adasId, "ImageUploaded", "ownerId");
        send(new RemoveImage(new ImageId(Long.parseLong(images.getFirst().replace("image-", "")))));
        publish(TestPerson.signedIn(node.api(), "bob"), "Bob's", "Nobody else's.");

        Map<String, byte[]> files = export(ada);
        List<JsonNode> exported = elements(files, "events.json");

        assertThat(new String(files.get("articles/draft.md"), UTF_8)).isEqualTo("Said to nobody.");
        assertThat(elements(files, "articles.json"))
                .filteredOn(article -> article.path("slug").asString().equals("draft"))
                .singleElement()
                .satisfies(
                        article -> assertThat(article.path("status").asString()).isEqualTo("removed"));
        Set<String> streams = new TreeSet<>(images);
        streams.addAll(streamsOf(adasId, "ArticlePublished", "authorId"));
        streams.add(hidden.toString());
        streams.add(adasId.toString());
        assertThat(exported).extracting(ExportE2E::named).containsExactlyInAnyOrderElementsOf(stored(streams));
        assertThat(exported)
                .extracting(event -> event.path("name").asString())
                .as("every kind of event that there is; a new one is to be caused above")
                .containsAll(kindsOfEvents());
        assertThat(exported)
                .extracting(event -> event.at("/event/body").asString())
                .contains("Said once.", "Said first.", "Said second.", "Said third.", "Said and taken back.")
                .doesNotContain("Nobody else's.");
        assertThat(exported)
                .as("personal fields are opened")
                .extracting(event -> event.at("/event/email").asString()
                        + event.at("/event/location").asString()
                        + event.at("/event/avatarUrl").asString())
                .contains(ada.person().email(), "new-" + ada.person().email(), "Here", "https://example.org/me.png");
        assertThat(exported)
                .filteredOn(event -> event.path("name").asString().equals("ImageUploaded"))
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.at("/event/file").asString())
                            .startsWith("ada")
                            .endsWith(".png");
                    assertThat(event.at("/event/stored/sha256").asString()).hasSize(64);
                });
    }

    @Test
    void it_holds_every_column_of_every_record_of_auth_but_the_secrets() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        UserId adasId = id(ada);
        log().sql(
                        "INSERT INTO auth.session_end (user_id, why, due_at) VALUES (?, 'PASSWORD_REPLACED', now() + interval '1 day')")
                .param(adasId.value())
                .update();
        log().sql("INSERT INTO auth.imported (email_hmac, user_id) VALUES ('\\x01', ?)")
                .param(adasId.value())
                .update();
        await().until(() -> rows("mail", adasId).size() == 1
                && rows("mail", adasId).getFirst().path("due_at").isNull());

        JsonNode security = Api.JSON.readTree(export(ada).get("security.json"));

        List<String> tables = log().sql("""
                        SELECT table_name FROM information_schema.columns
                        WHERE table_schema = 'auth' AND column_name IN ('user_id', 'person', 'owner_id')
                        """).query(String.class).list();
        assertThat(tables).contains("credential", "mail", "session_end", "imported", "erasure");
        for (String table : tables) {
            List<JsonNode> expected = rows(table, adasId);
            assertThat(security.at("/records/" + table)).as(table).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(security.at("/records/" + table + "/" + i)).as(table).isEqualTo(expected.get(i));
            }
        }
        assertThat(security.at("/knownNetworksUntil")).hasSize(1);
        assertThat(security.toString()).doesNotContain("argon2");
    }

    /** A zip ends with its directory, an answer with a last chunk: neither may come. */
    @Test
    void one_that_breaks_off_is_no_zip_and_no_whole_answer() throws IOException {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        publish(ada, "Long", incompressible(300_000));
        damage(publish(ada, "Damaged", "Said."), 1);

        byte[] answer = raw(node, ada, () -> {});

        assertThat(new String(answer, US_ASCII)).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
        assertThat(HexFormat.of().formatHex(answer)).as("no end of a zip").doesNotContain("504b0506");
        assertThatThrownBy(() -> node.api()
                        .get("/accounts/me/export")
                        .token(ada.accessToken())
                        .send())
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void one_that_is_read_for_longer_than_ten_minutes_is_whole() throws IOException {
        MutableClock clock = new MutableClock(Clock.systemUTC().instant());
        try (GatewayNode patient = GatewayNode.with(clock)) {
            ApiSession ada = TestPerson.signedIn(patient.api(), "ada");
            for (int i = 0; i < MORE_THAN_IS_BUFFERED; i++) {
                publish(ada, "Long", incompressible(1_000_000));
            }

            byte[] answer = raw(patient, ada, () -> clock.advance(Duration.ofMinutes(11)));

            assertThat(HexFormat.of().formatHex(answer))
                    .contains("504b0506")
                    .endsWith(HexFormat.of().formatHex("\r\n0\r\n\r\n".getBytes(US_ASCII)));
        }
    }

    private static void changeEverything(UserId person, String email) {
        send(new ConfirmEmail(person, 0));
        send(new ChangeLocation(person, new Location("Here")));
        send(new ChangeAvatar(person, new AvatarUrl("https://example.org/me.png")));
        send(new RequestEmailChange(person, new Email("new-" + email)));
        send(new ConfirmEmail(person, 4));
        send(new RequestEmailChange(person, new Email(email)));
        send(new ConfirmEmail(person, 6));
    }

    private static Set<String> kindsOfEvents() {
        return Stream.of(UserEvent.class, ArticleEvent.class, ImageEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(kind -> kind != UserRemoved.class)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static ArticleId publish(ApiSession by, String title, String body) {
        return new ArticleId(by.post("/articles")
                .json(Map.of("title", title, "body", body, "meta_description", ""))
                .send()
                .is(201)
                .json()
                .at("/article/id")
                .asLong());
    }

    private static void revise(UserId author, ArticleId article, long version, String body) {
        send(new ReviseArticle(article, author, version, ArticleEdit.of(new Markdown(body))));
    }

    /** Causes every event of a draft, which ends up in the trash. */
    private static ArticleId hideAndShowAgain(UserId author) {
        Commands commands = node.bean("commands", Commands.class);
        ArticleId draft = node.bean("articleIds", ArticleIds.class).next();
        Markdown body = new Markdown("Said to nobody.");
        commands.send(author, new DraftArticle(draft, author, ArticleContent.of(new Title("Draft"), body)));
        commands.send(new PublishDraft(draft, author, null));
        commands.send(new UnpublishArticle(draft, author, null));
        commands.send(new PublishDraft(draft, author, null));
        commands.send(new TrashArticle(draft, author, null));
        commands.send(new RestoreArticle(draft, author, null));
        commands.send(new ReviseArticle(draft, author, null, ArticleEdit.of(new Title("Better"))));
        commands.send(new TrashArticle(draft, author, null));
        return draft;
    }

    private static void send(Object command) {
        node.bean("commandGateway", CommandGateway.class).sendAndWait(command);
    }

    private static void upload(ApiSession by) {
        by.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG))
                .is(200);
    }

    /** A revision that no code can read. */
    private static void damage(ArticleId article, long version) {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), ?, ?, 'Article', now(), 'ArticleRevised', '1', '{', '{}')
                        """)
                .params(article.toString(), version)
                .update();
    }

    private static List<String> streamsOf(UserId person, String event, String owner) {
        return log().sql("""
                        SELECT stream FROM event_store.event_log
                        WHERE event = :event AND payload ->> :owner = :person ORDER BY global_index
                        """)
                .param("event", event)
                .param("owner", owner)
                .param("person", String.valueOf(person.value()))
                .query(String.class)
                .list();
    }

    private static List<String> stored(Set<String> streams) {
        return log().sql("""
                        SELECT stream || ' ' || version || ' ' || event FROM event_store.event_log WHERE stream IN (:streams)
                        """).param("streams", streams).query(String.class).list();
    }

    private static String named(JsonNode event) {
        return event.path("stream").asString()
                + " "
                + event.path("version").asLong()
                + " "
                + event.path("name").asString();
    }

    private static List<JsonNode> rows(String table, UserId person) {
        return log()
                .sql("SELECT (to_jsonb(r) - ARRAY[:withheld])::text FROM auth.%s r WHERE user_id = :user"
                        .formatted(table))
                .param("withheld", WITHHELD)
                .param("user", person.value())
                .query(String.class)
                .list()
                .stream()
                .map(Api.JSON::readTree)
                .toList();
    }

    private static JdbcClient log() {
        return JdbcClient.create(node.bean("eventStoreDataSource", DataSource.class));
    }

    private static UserId id(ApiSession of) {
        return new UserId(of.api()
                .get("/accounts/me")
                .token(of.accessToken())
                .send()
                .is(200)
                .json()
                .at("/user/id")
                .asLong());
    }

    private static String incompressible(int length) {
        byte[] bytes = new byte[length / 2];
        new Random(7).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, byte[]> export(ApiSession of) {
        ApiAnswer answer = node.api()
                .get("/accounts/me/export")
                .token(of.accessToken())
                .send()
                .is(200);
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static List<JsonNode> elements(Map<String, byte[]> export, String name) {
        List<JsonNode> elements = new ArrayList<>();
        Api.JSON.readTree(export.get(name)).forEach(elements::add);
        return elements;
    }

    /**
     * Bytes of the answer until the connection ends.
     *
     * @param meanwhile runs once the answer has begun
     */
    private static byte[] raw(GatewayNode at, ApiSession of, Runnable meanwhile) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress("127.0.0.1", at.port()));
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            socket.getOutputStream()
                    .write(("GET /v1/accounts/me/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + of.accessToken() + "\r\n\r\n")
                            .getBytes(US_ASCII));
            PushbackInputStream in = new PushbackInputStream(socket.getInputStream());
            in.unread(in.read());
            meanwhile.run();
            return untilItBreaks(in);
        }
    }

    private static byte[] untilItBreaks(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return read.toByteArray();
    }
}
