package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Erasures.id;
import static io.talel.gateway.e2e.Exports.elements;
import static io.talel.gateway.e2e.Exports.export;
import static io.talel.gateway.e2e.Exports.exported;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.article.ArticleCommand.CancelSchedule;
import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.OwnArticle;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An export holds all data of a person. */
class ExportE2E {

    /** Columns that every export leaves out. */
    private static final Set<String> WITHHELD = Set.of("password_hash", "email_hmac");

    private static GatewayNode node;

    @BeforeAll
    static void start() {
        node = GatewayNode.with(Map.of());
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

        assertThat(new String(files.get("articles/better.md"), UTF_8)).isEqualTo("Said to nobody.");
        assertThat(elements(files, "articles.json"))
                .filteredOn(article -> article.path("slug").asString().equals("better"))
                .singleElement()
                .satisfies(article -> {
                    assertThat(article.path("status").asString()).isEqualTo("removed");
                    assertThat(article.path("unpublishedEdits").toString()).isEqualTo("false");
                });
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
        commands.record(author, new DraftArticle(draft, author, ArticleContent.of(new Title("Draft"), body)));
        commands.send(new PublishDraft(draft, author, null));
        commands.send(new UnpublishArticle(draft, author, null));
        commands.send(new PublishDraft(draft, author, null));
        commands.send(new TrashArticle(draft, author, null));
        commands.send(new RestoreArticle(draft, author, null));
        commands.send(
                new ReviseArticle(draft, author, null, ArticleEdit.of(new Title("Better")), new WantedSlug("Better")));
        commands.send(new UnpublishArticle(draft, author, null));
        ScheduledTime never = ScheduledTime.NEVER;
        ScheduledTime soon = new ScheduledTime(Clock.systemUTC().instant().plusMillis(1500));
        commands.send(new ScheduleArticle(draft, author, null, ScheduledTime.of("2126-03-01T09:30:00Z"), never));
        commands.send(new CancelSchedule(draft, author, null));
        commands.send(new ScheduleArticle(draft, author, null, soon, never));
        commands.send(new ReviseArticle(draft, author, null, ArticleEdit.of(new Title("Best"))));
        await().atMost(Duration.ofSeconds(20)).until(() -> node.bean("queries", Queries.class)
                .find(new FindOwnArticle(draft, 0), OwnArticle.class)
                .orElseThrow()
                .unpublishedEdits());
        commands.send(new PublishDraft(draft, author, null));
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
}
