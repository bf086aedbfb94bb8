package io.talel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.RebuildClaims;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.ImportArticle;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.image.ImageCommand.ImportImage;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.ImportUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another service recorded goes into the log with its numbers, names and times, and streams go on from there. */
class ImportsIT {

    private static final Instant REGISTERED = Instant.parse("2019-03-31T00:59:59.123456Z");
    private static final Instant CHANGED = Instant.parse("2020-02-29T12:00:00Z");
    private static final ArticleId FIRST = new ArticleId(3);
    private static final ArticleId SECOND = new ArticleId(4);

    private PostgresDatabase database;
    private JdbcClient owner;
    private Node node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_user_is_there_as_of_then_and_can_be_changed_from_now_on() {
        node.sendAs(MessageMetaData.IMPORT, ada());

        AccountView account =
                node.ask(new FindAccount(Users.ADA), AccountView.class).orElseThrow();
        assertThat(account.email()).isEqualTo(Users.ADAS_EMAIL);
        assertThat(account.verified()).isTrue();
        assertThat(account.createdAt()).isEqualTo(REGISTERED);
        assertThat(account.updatedAt()).isEqualTo(CHANGED);
        assertThat(account.user().location()).isEqualTo("London");
        assertThat(events("user-7"))
                .containsExactly(
                        "UserRegistered 2019-03-31 00:59:59.123456 by import",
                        "LocationChanged 2019-03-31 00:59:59.123456 by import",
                        "AvatarChanged 2019-03-31 00:59:59.123456 by import",
                        "EmailConfirmed 2020-02-29 12:00:00 by import");

        assertThat(owner.sql("""
                        SELECT count(*) FROM event_store.domain_event
                        WHERE (convert_from(metadata, 'UTF8')::jsonb ->> 'recordedAt')::timestamptz
                              BETWEEN now() - interval '5 minutes' AND now()""").query(Long.class).single()).isEqualTo(4);

        node.send(new ChangeLocation(Users.ADA, new Location("Turin")));

        assertThat(node.ask(new FindAccount(Users.ADA), AccountView.class)
                        .orElseThrow()
                        .user()
                        .location())
                .isEqualTo("Turin");
    }

    @Test
    void a_user_who_said_nothing_of_themselves_has_one_event() {
        node.send(new ImportUser(
                Users.ADA,
                Users.ADAS_EMAIL,
                Users.ADAS_NAME,
                false,
                Location.NONE,
                AvatarUrl.NONE,
                REGISTERED,
                REGISTERED));

        assertThat(events("user-7")).hasSize(1);
    }

    @Test
    void taken_names_and_numbers_are_refused_and_nothing_is_recorded() {
        node.send(ada());
        node.send(Users.register(new UserId(8), "bob@example.org", "bob"));

        assertRefused(ada(), new Refusal.EmailTaken(Users.ADAS_EMAIL));
        assertRefused(other(9, "cid@example.org", "bob"), new Refusal.UsernameTaken(new Username("bob")));
        assertRefused(other(8, "cid@example.org", "cid"), new Refusal.Conflict("user-8"));
        assertThat(events("user-8")).hasSize(1);
        assertThat(events("user-9")).isEmpty();
    }

    @Test
    void an_article_keeps_its_slug_and_later_ones_get_the_next_number() {
        node.send(ada());
        node.send(article(FIRST, "Hello", "hello-3"));
        node.send(article(SECOND, "Hello", "an-older-name"));

        assertThat(events("article-3")).containsExactly("ArticlePublished 2020-02-29 12:00:00 by anonymous");
        Recorded<ArticlePublished> next = node.send(Articles.publish(new ArticleId(40), "Hello"));
        assertThat(next.event().slug().value()).isEqualTo("hello-4");
        List<String> claims = claims();
        assertThat(claims).contains("hello-3 3 hello 3", "an-older-name 4 an-older-name 1");
        node.send(new RebuildClaims());
        assertThat(claims()).isEqualTo(claims);
        node.send(Articles.revise(FIRST, 0, "Another text"));
        assertThat(events("article-3")).hasSize(2);
    }

    @Test
    void an_article_without_an_author_or_with_a_taken_slug_or_number_is_refused_and_nothing_is_recorded() {
        assertRefused(article(FIRST, "Hello", "hello"), new Refusal.Unknown("user-7"));
        node.send(ada());
        node.send(article(FIRST, "Hello", "hello"));

        assertRefused(article(SECOND, "Hello", "hello"), new Refusal.Conflict("article-4"));
        assertRefused(article(FIRST, "Bye", "bye"), new Refusal.Conflict("article-3"));
        assertThat(events("article-4")).isEmpty();
        assertThat(claims()).containsExactly("hello 3 hello 1");
    }

    @Test
    void an_article_that_its_author_brings_gets_a_number_where_its_slug_is_taken_and_is_recorded_once() {
        node.send(ada());
        node.send(article(FIRST, "Hello", "hello"));

        Recorded<Beginning> begun = node.send(own(SECOND));

        assertThat(begun.event().slug().value()).isEqualTo("hello-2");
        assertThat(begun.position()).isEqualTo(new StreamVersion("article-4", 1));
        assertThat(node.<Recorded<Beginning>>send(own(SECOND)).event()).isEqualTo(begun.event());
        assertThat(events("article-4"))
                .containsExactly(
                        "ArticlePublished 2019-03-31 00:59:59.123456 by anonymous",
                        "ArticleRevised 2020-02-29 12:00:00 by anonymous");
        List<String> claims = claims();
        assertThat(claims).containsExactly("hello 3 hello 1", "hello-2 4 hello 2");
        node.send(new RebuildClaims());
        assertThat(claims()).isEqualTo(claims);
    }

    @Test
    void an_image_is_there_as_of_then_and_can_be_removed() {
        ImageId image = new ImageId(5);
        ImportImage sunset = new ImportImage(
                image,
                Users.ADA,
                new ImageFileName("sunset_0b1d.JPG"),
                new StoredImage("users/7/images/a.jpg", ImageFormat.JPEG, 10, "0".repeat(64), 4, 3),
                CHANGED);
        assertRefused(sunset, new Refusal.Unknown("user-7"));
        node.send(ada());

        node.send(sunset);

        assertThat(events("image-5")).containsExactly("ImageUploaded 2020-02-29 12:00:00 by anonymous");
        node.send(new RemoveImage(image));
        assertThat(events("image-5")).hasSize(2);
    }

    /** A key that was rolled back must not seal what is recorded a moment later. */
    @Test
    void a_user_who_is_imported_again_after_a_failure_can_be_read() {
        owner.sql("CREATE FUNCTION event_store.fail() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'not now'; END $$")
                .update();
        owner.sql("CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON event_store.domain_event"
                        + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_store.fail()")
                .update();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> node.send(ada()));
        owner.sql("DROP FUNCTION event_store.fail CASCADE").update();

        node.send(ada());

        try (Node other = Node.on(database)) {
            assertThat(other.ask(new FindAccount(Users.ADA), AccountView.class)
                            .orElseThrow()
                            .email())
                    .isEqualTo(Users.ADAS_EMAIL);
        }
    }

    private static ImportUser ada() {
        return new ImportUser(
                Users.ADA, Users.ADAS_EMAIL, Users.ADAS_NAME, true, Users.LONDON, Users.SUNSET, REGISTERED, CHANGED);
    }

    private static ImportUser other(long number, String email, String username) {
        return new ImportUser(
                new UserId(number),
                new Email(email),
                new Username(username),
                false,
                Location.NONE,
                AvatarUrl.NONE,
                REGISTERED,
                REGISTERED);
    }

    private static ImportArticle article(ArticleId id, String title, String slug) {
        return new ImportArticle(id, Users.ADA, new Slug(slug), Articles.content(title, "# Hello"), CHANGED);
    }

    private static ImportOwnArticle own(ArticleId id) {
        return new ImportOwnArticle(
                id, Users.ADA, new Slug("hello"), Articles.content("Hello", "# Hi"), false, REGISTERED, CHANGED);
    }

    private void assertRefused(Object command, Refusal refusal) {
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(command))
                .extracting(CommandRefused::refusal)
                .isEqualTo(refusal);
    }

    private List<String> events(String stream) {
        return owner.sql("SELECT event || ' ' || (occurred_at AT TIME ZONE 'UTC') || ' by ' || (metadata ->> 'actor')"
                        + " FROM event_store.event_log WHERE stream = ? ORDER BY version")
                .param(stream)
                .query(String.class)
                .list();
    }

    private List<String> claims() {
        return owner.sql("SELECT slug || ' ' || article_id || ' ' || base || ' ' || number FROM claims.claimed_slug"
                        + " ORDER BY 1")
                .query(String.class)
                .list();
    }
}
