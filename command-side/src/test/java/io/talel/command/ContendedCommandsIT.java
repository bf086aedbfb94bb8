package io.talel.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many clients at once, on two nodes that share nothing but the database. */
class ContendedCommandsIT {

    private static final int CLIENTS = 64;

    private static PostgresDatabase database;
    private static Node one;
    private static Node other;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        one = Node.on(database);
        other = Node.on(database);
        Users.giveAdaHerKey(database);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void one_of_64_revisions_of_the_same_version_is_recorded_and_the_others_are_conflicts() throws Exception {
        ArticleId article = one.bean(ArticleIds.class).next();
        one.send(Articles.publish(article, "Revised by many"));

        List<Object> outcomes = atOnce((node, client) -> node.send(Articles.revise(article, 0, "Text " + client)));

        assertThat(outcomes).filteredOn(RecordedArticle.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof RecordedArticle))
                .hasSize(CLIENTS - 1)
                .allMatch(ContendedCommandsIT::isConflict);
        assertThat(versions(article)).containsExactly(0L, 1L);
    }

    @Test
    void revisions_that_look_at_the_version_again_after_a_conflict_all_get_in() throws Exception {
        ArticleId article = one.bean(ArticleIds.class).next();
        one.send(Articles.publish(article, "Revised by patient people"));

        List<Object> outcomes = atOnce((node, client) -> {
            long version = 0;
            while (true) {
                try {
                    return node.<RecordedArticle>send(Articles.revise(article, version, "Text " + client));
                } catch (CommandRefused refused) {
                    assertThat(refused.refusal()).matches(ContendedCommandsIT::isConflict);
                    version = versions(article).getLast();
                }
            }
        });

        assertThat(outcomes).allMatch(RecordedArticle.class::isInstance).doesNotHaveDuplicates();
        assertThat(versions(article))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, CLIENTS)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void one_of_64_registrations_of_a_username_succeeds_and_the_others_are_told_that_it_is_taken() throws Exception {
        List<Object> outcomes = atOnce((node, client) -> node.send(
                Users.register(node.bean(UserIds.class).next(), "client" + client + "@example.org", "wanted-by-all")));

        assertThat(outcomes).filteredOn(Recorded.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Recorded))
                .hasSize(CLIENTS - 1)
                .allMatch(new Refusal.UsernameTaken(new Username("wanted-by-all"))::equals);
    }

    @Test
    void one_of_64_registrations_of_an_address_succeeds_and_the_others_are_told_that_it_is_taken() throws Exception {
        List<Object> outcomes = atOnce((node, client) ->
                node.send(Users.register(node.bean(UserIds.class).next(), "wanted@example.org", "client-" + client)));

        assertThat(outcomes).filteredOn(Recorded.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Recorded))
                .hasSize(CLIENTS - 1)
                .allMatch(new Refusal.EmailTaken(new Email("wanted@example.org"))::equals);
    }

    @Test
    void each_of_64_articles_of_one_title_gets_the_next_free_slug() throws Exception {
        List<Object> outcomes = atOnce((node, _) ->
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), "One title")));

        assertThat(outcomes)
                .map(outcome -> ((ArticlePublished) ((Recorded<?>) outcome).event()).slug())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CLIENTS)
                        .mapToObj(number -> SlugNumber.add(new Slug("one-title"), number))
                        .toList());
    }

    @Test
    void titles_whose_slugs_meet_by_their_numbers_get_slugs_of_their_own() throws Exception {
        List<Object> outcomes = atOnce((node, client) ->
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), client % 2 == 0 ? "Meet" : "Meet 2")));

        assertThat(outcomes)
                .allMatch(Recorded.class::isInstance)
                .extracting(outcome -> ((ArticlePublished) ((Recorded<?>) outcome).event()).slug())
                .doesNotHaveDuplicates();
    }

    /** Found by the merge, or by the append when the other node was faster. */
    private static boolean isConflict(Object outcome) {
        return outcome instanceof Refusal.EditConflict || outcome instanceof Refusal.Conflict;
    }

    private static List<Long> versions(ArticleId article) {
        return Node.ownerOf(database)
                .sql("SELECT sequence_number FROM event_store.domain_event WHERE aggregate_identifier = ? ORDER BY 1")
                .param(article.toString())
                .query(Long.class)
                .list();
    }

    /** What became of each client's command: its answer or its refusal; any other exception fails the test. */
    private static List<Object> atOnce(BiFunction<Node, Integer, Object> command) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> outcomes = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> clients.submit((Callable<Object>) () -> {
                        start.await();
                        try {
                            return command.apply(client % 2 == 0 ? one : other, client);
                        } catch (CommandRefused refused) {
                            return refused.refusal();
                        }
                    }))
                    .toList();
            start.countDown();
            List<Object> all = new ArrayList<>();
            for (Future<Object> outcome : outcomes) {
                all.add(outcome.get());
            }
            return all;
        }
    }
}
