package io.talel.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event log in one database, on a server of its own here, and the read models in another. */
class SeparateDatabasesIT {

    private static final String SCHEMAS =
            "SELECT count(*) FROM pg_namespace WHERE nspname IN ('read_model', 'article_g1', 'user_g1', 'image_g1')";

    @TempDir
    Path directory;

    @Test
    void events_and_read_models_each_stay_in_their_database_and_outages_of_one_spare_the_other() {
        LocalPostgres eventServer = LocalPostgres.start(directory.resolve("events"), 0);
        PostgresDatabase eventStore = eventServer.createDatabase("events");
        PostgresDatabase readModel = SharedServers.newDatabase();
        try (QueryNode node = QueryNode.withWriteSide(eventStore, readModel)) {
            Recorded<UserRegistered> ada = register(node, "ada");
            Recorded<ArticlePublished> hello = publish(node, ada.event().userId(), "Hello");

            ArticleWithNeighbours page = read(node, hello);
            assertThat(page.author().username()).isEqualTo(new Username("ada"));
            assertThat(page.article().createdAt()).isEqualTo(hello.at());
            assertThat(TestDatabase.asOwnerOf(eventStore).value(SCHEMAS, Integer.class))
                    .isZero();
            assertThat(TestDatabase.asOwnerOf(readModel).value(SCHEMAS, Integer.class))
                    .isEqualTo(4);
            assertThat(TestDatabase.asOwnerOf(readModel)
                            .value("SELECT to_regclass('event_store.domain_event') IS NULL", Boolean.class))
                    .isTrue();

            RecordedArticle revised = node.send(new ReviseArticle(
                    hello.event().articleId(), ada.event().userId(), 0L, ArticleEdit.of(new Markdown("Better"))));
            assertThat(node.reaches(revised.position())).isTrue();

            eventServer.close();
            assertThat(read(node, hello).article().version()).isEqualTo(1);

            eventServer = LocalPostgres.start(directory.resolve("events"), eventStore.port());
            Recorded<ArticlePublished> again =
                    onceTheServerIsBack(node, ada.event().userId());
            assertThat(read(node, again).previous()).isNotNull();
        } finally {
            eventServer.close();
        }
    }

    private static Recorded<ArticlePublished> onceTheServerIsBack(QueryNode node, UserId author) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> publish(node, author, "Hello again"), published -> true);
    }

    private static Recorded<UserRegistered> register(QueryNode node, String name) {
        UserId id = node.context().getBean(UserIds.class).next();
        return node.send(new RegisterUser(id, new Email(name + "@talel.io"), new Username(name)));
    }

    private static Recorded<ArticlePublished> publish(QueryNode node, UserId author, String title) {
        return node.send(new PublishArticle(
                node.context().getBean(ArticleIds.class).next(),
                author,
                ArticleContent.of(new Title(title), new Markdown("# " + title))));
    }

    private static ArticleWithNeighbours read(QueryNode node, Recorded<ArticlePublished> article) {
        assertThat(node.reaches(article.position())).isTrue();
        return node.article(article.event().slug()).orElseThrow();
    }
}
