package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An article claims other slugs, and keeps all that it had. */
class WantedSlugClaimsIT {

    private static final int CLIENTS = 100;

    private PostgresDatabase database;
    private JdbcClient owner;
    private Node node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
        Users.giveAdaHerKey(database);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void no_other_article_gets_a_slug_that_one_has_or_had() {
        ArticleId hello = publish("Hello");
        rename(hello, "Bye");
        rename(hello, "Good Morning");

        assertThat(slug(publish("Hello"))).isEqualTo("hello-2");
        assertThat(slug(publish("Bye"))).isEqualTo("bye-2");
        assertThat(rename(publish("Other"), "good-morning")).isEqualTo("good-morning-2");
    }

    @Test
    void an_article_gets_back_what_it_had_and_no_number_for_what_it_has() {
        publish("Hello");
        ArticleId article = publish("Hello");
        assertThat(rename(article, "hello")).isEqualTo("hello-2");
        assertThat(rename(article, "bye")).isEqualTo("bye");
        assertThat(rename(article, "hello-2")).isEqualTo("hello-2");
        assertThat(rename(article, "bye")).isEqualTo("bye");
        assertThat(rename(article, "hello")).isEqualTo("hello-3");
        assertThat(rename(article, "hello-3-3")).isEqualTo("hello-3-3");
        assertThat(claims()).hasSize(5);
    }

    @Test
    void a_number_is_given_up_for_a_slug_that_is_free() {
        ArticleId article = publish("Hello 2");
        assertThat(rename(article, "hello")).isEqualTo("hello");
        assertThat(slug(publish("Hello"))).isEqualTo("hello-3");
    }

    @Test
    void rebuilt_claims_equal_the_live_ones() {
        ArticleId hello = publish("Hello");
        List.of("bye", "hello", "bye", "good-morning-2", "☀️ Sun").forEach(slug -> rename(hello, slug));
        ArticleId other = publish("Bye");
        List.of("hello", "bye-2", "hello", "hello-2").forEach(slug -> rename(other, slug));
        publish("Good Morning");
        List<Map<String, Object>> live = claims();

        owner.sql("DELETE FROM claims.claimed_slug").update();
        node.bean(ClaimsRebuild.class).run();

        assertThat(claims()).isEqualTo(live).isNotEmpty();
    }

    @Test
    void a_log_that_gives_a_slug_to_an_article_that_is_anothers_changes_no_claim() {
        publish("Hello");
        rename(publish("Other"), "mine");
        List<Map<String, Object>> live = claims();
        owner.sql("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only")
                .update();
        owner.sql("UPDATE event_store.domain_event"
                        + " SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'mine', 'hello'), 'UTF8')"
                        + " WHERE event_name = 'SlugChanged'")
                .update();

        assertThatThrownBy(() -> node.bean(ClaimsRebuild.class).run())
                .hasMessage("the log gives slugs to 1 articles that others have already");

        assertThat(claims()).isEqualTo(live);
    }

    @Test
    void a_change_that_is_refused_or_fails_claims_nothing() {
        ArticleId article = publish("Hello");
        node.send(Articles.trash(article));
        assertThatExceptionOfType(CommandRefused.class).isThrownBy(() -> rename(article, "bye"));
        node.send(Articles.restore(article));
        owner.sql("ALTER TABLE event_store.domain_event"
                        + " ADD CONSTRAINT broken CHECK (event_name <> 'SlugChanged') NOT VALID")
                .update();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> rename(article, "bye"));

        assertThat(claims()).hasSize(1);
        assertThat(slug(publish("Bye"))).isEqualTo("bye");
    }

    @Test
    void each_of_100_creations_and_changes_to_one_slug_gets_one_of_its_own() throws Exception {
        try (Node other = Node.on(database)) {
            List<ArticleId> articles = IntStream.range(0, CLIENTS / 2)
                    .mapToObj(number -> publish("Article " + number))
                    .toList();
            Set<String> slugs = new HashSet<>();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<String>> outcomes = new ArrayList<>();
                for (ArticleId article : articles) {
                    Node either = article.value() % 2 == 0 ? node : other;
                    outcomes.add(clients.submit(() -> rename(either, article, "One Title")));
                    outcomes.add(clients.submit(() -> slug(publish(either, "One Title"))));
                }
                for (Future<String> outcome : outcomes) {
                    slugs.add(outcome.get());
                }
            }
            assertThat(slugs)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CLIENTS)
                            .mapToObj(number -> number == 1 ? "one-title" : "one-title-" + number)
                            .toList());
        }
        List<Map<String, Object>> live = claims();
        node.bean(ClaimsRebuild.class).run();
        assertThat(claims()).isEqualTo(live);
    }

    private ArticleId publish(String title) {
        return publish(node, title);
    }

    private static ArticleId publish(Node node, String title) {
        Recorded<ArticlePublished> recorded =
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), title));
        return recorded.event().articleId();
    }

    private String slug(ArticleId article) {
        return owner.sql("SELECT slug FROM claims.claimed_slug WHERE article_id = ?")
                .param(article.value())
                .query(String.class)
                .single();
    }

    private String rename(ArticleId article, String slug) {
        return rename(node, article, slug);
    }

    private static String rename(Node node, ArticleId article, String slug) {
        return node.<RecordedArticle>send(Articles.rename(article, slug)).slug().value();
    }

    private List<Map<String, Object>> claims() {
        return owner.sql("SELECT slug, article_id, base, number FROM claims.claimed_slug ORDER BY slug")
                .query()
                .listOfRows();
    }
}
