package io.talel.command.eventlog.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.DatabaseProxy;
import io.talel.command.DatabaseProxy.Break;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connection to a real server breaks at a commit. */
@Timeout(120)
class CommitOutcomesIT {

    private static PostgresDatabase database;
    private static JdbcClient jdbc;
    private static DatabaseProxy proxy;
    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        database = SharedServers.newDatabase();
        proxy = new DatabaseProxy(database);
        node = Node.on(proxy.database());
        jdbc = Node.applicationOn(database);
        node.send(Users.registerAda());
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
        proxy.close();
    }

    @AfterEach
    void the_proxy_has_broken() {
        assertThat(proxy.hasBroken()).isTrue();
    }

    @Test
    void an_article_whose_commit_was_not_answered_is_answered_as_published() {
        ArticleId id = newArticle();
        proxy.breakAtNextCommit(Break.BEFORE_THE_ANSWER);

        Recorded<ArticlePublished> published = node.send(Articles.publish(id, "Answer lost"));

        assertThat(published.position()).isEqualTo(new StreamVersion(id.toString(), 0));
        assertThat(eventsOf(id.toString())).containsExactly("ArticlePublished");
    }

    @Test
    void so_is_a_revision_and_the_next_one_follows_it() {
        ArticleId id = newArticle();
        node.send(Articles.publish(id, "Revised"));
        proxy.breakAtNextCommit(Break.BEFORE_THE_ANSWER);

        assertThat(node.<RecordedArticle>send(Articles.revise(id, 0, "Better")).version())
                .isEqualTo(1);
        assertThat(node.<RecordedArticle>send(Articles.revise(id, 1, "Best")).version())
                .isEqualTo(2);
    }

    @Test
    void so_is_a_registration() {
        UserId bob = new UserId(8);
        proxy.breakAtNextCommit(Break.BEFORE_THE_ANSWER);

        Recorded<UserRegistered> registered = node.send(Users.register(bob, "bob@example.org", "bob"));

        assertThat(registered.event().userId()).isEqualTo(bob);
        assertThat(eventsOf(bob.toString())).containsExactly("UserRegistered");
    }

    @Test
    void so_are_the_images_of_an_upload() {
        proxy.breakAtNextCommit(Break.BEFORE_THE_ANSWER);

        List<Recorded<ImageUploaded>> uploaded = node.send(Images.upload(new ImageId(21), new ImageId(22)));

        assertThat(uploaded).hasSize(2);
        assertThat(eventsOf("image-21")).containsExactly("ImageUploaded");
        assertThat(eventsOf("image-22")).containsExactly("ImageUploaded");
    }

    @Test
    void a_commit_that_the_server_has_not_come_to_yet_is_waited_for() {
        ArticleId id = newArticle();
        proxy.breakAtNextCommit(Break.BEFORE_A_LATE_COMMIT);
        CompletableFuture<Recorded<ArticlePublished>> published =
                CompletableFuture.supplyAsync(() -> node.send(Articles.publish(id, "Late commit")));
        await("the loss").until(proxy::hasBroken);
        await("a look for the event").until(CommitOutcomesIT::isLookedFor);

        assertThat(published).isNotDone();
        assertThat(eventsOf(id.toString())).isEmpty();
        proxy.letThrough();

        assertThat(published.join().position()).isEqualTo(new StreamVersion(id.toString(), 0));
        assertThat(eventsOf(id.toString())).containsExactly("ArticlePublished");
    }

    @Test
    void a_commit_that_never_reaches_the_server_is_a_failure_and_nothing_is_recorded() {
        ArticleId id = newArticle();
        proxy.breakAtNextCommit(Break.BEFORE_THE_COMMIT);

        assertThatThrownBy(() -> node.send(Articles.publish(id, "Commit lost")))
                .isInstanceOf(EventStoreException.class)
                .hasMessage("An event cannot be appended")
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(eventsOf(id.toString())).isEmpty();
        Recorded<ArticlePublished> again = node.send(Articles.publish(newArticle(), "Commit lost"));
        assertThat(again.event().slug().value()).isEqualTo("commit-lost");
    }

    @Test
    void a_revision_is_waited_for_too() {
        ArticleId id = newArticle();
        node.send(Articles.publish(id, "Late revision"));
        proxy.breakAtNextCommit(Break.BEFORE_A_LATE_COMMIT);
        CompletableFuture<RecordedArticle> revised =
                CompletableFuture.supplyAsync(() -> node.send(Articles.revise(id, 0, "Better")));
        await("the loss").until(proxy::hasBroken);
        await("a look for the event").until(CommitOutcomesIT::isLookedFor);

        assertThat(revised).isNotDone();
        assertThat(eventsOf(id.toString())).containsExactly("ArticlePublished");
        proxy.letThrough();

        assertThat(revised.join().version()).isEqualTo(1);
    }

    @Test
    void a_revision_that_is_never_committed_is_a_failure() {
        ArticleId id = newArticle();
        node.send(Articles.publish(id, "Lost revision"));
        proxy.breakAtNextCommit(Break.BEFORE_THE_COMMIT);

        assertThatThrownBy(() -> node.send(Articles.revise(id, 0, "Better")))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(eventsOf(id.toString())).containsExactly("ArticlePublished");
        assertThat(node.<RecordedArticle>send(Articles.revise(id, 0, "Better")).version())
                .isEqualTo(1);
    }

    private static ArticleId newArticle() {
        return node.bean(ArticleIds.class).next();
    }

    private static List<String> eventsOf(String stream) {
        return jdbc.sql("SELECT event_name FROM event_store.domain_event WHERE aggregate_identifier = ?"
                        + " ORDER BY sequence_number")
                .param(stream)
                .query(String.class)
                .list();
    }

    private static boolean isLookedFor() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        + " AND query LIKE '%event_identifier = $1%pg_locks%')")
                .query(Boolean.class)
                .single();
    }
}
