package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class ClaimsRebuildIT {

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
    void rebuilt_claims_equal_the_live_ones() {
        Stream.of("ada", "bob", "cleo").forEach(name -> register(name + "@example.org", name));
        Stream.of("Hello", "Hello", "Hello 2", "☀️", "☀️", "Straße").forEach(this::publish);
        node.send(Articles.draft(node.bean(ArticleIds.class).next(), "Hello"));
        List<Map<String, Object>> live = claims();

        owner.sql("UPDATE claims.claimed_slug SET number = number + 99, slug = slug || '-wrong' WHERE base = 'hello'")
                .update();
        owner.sql("DELETE FROM claims.claimed_username").update();
        node.bean(ClaimsRebuild.class).run();

        assertThat(claims()).isEqualTo(live).hasSize(13);
    }

    @Test
    void a_rebuild_leaves_out_erased_people() {
        UserId ada = register("ada@example.org", "ada");
        register("bob@example.org", "bob");
        owner.sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(ada.toString())
                .update();

        try (Node later = Node.on(database)) {
            later.bean(ClaimsRebuild.class).run();
        }

        assertThat(owner.sql("SELECT username FROM claims.claimed_username")
                        .query(String.class)
                        .list())
                .containsExactly("bob");
        register("ada@example.org", "ada");
    }

    @Test
    void the_slug_of_a_removed_article_stays_taken() {
        ArticleId hello = node.bean(ArticleIds.class).next();
        node.send(Articles.publish(hello, "Hello"));
        node.send(Articles.remove(hello));

        assertThat(publish("Hello")).isEqualTo("hello-2");
        List<Map<String, Object>> live = claims();
        node.bean(ClaimsRebuild.class).run();
        assertThat(claims()).isEqualTo(live).hasSize(2);
    }

    @Test
    void claims_of_changed_and_of_removed_people_are_rebuilt_as_they_were() {
        UserId ada = register("ada@example.org", "ada");
        UserId bob = register("bob@example.org", "bob");
        node.send(new RequestEmailChange(ada, new Email("ada@example.com")));
        node.send(new ConfirmEmail(ada, 1));
        node.send(new RequestEmailChange(ada, new Email("unconfirmed@example.com")));
        node.send(new RemoveUser(bob, ArticlesOnRemoval.REMOVE));
        register("ada@example.org", "cleo");
        register("bob@example.org", "bob");
        List<Map<String, Object>> live = claims();

        try (Node later = Node.on(database)) {
            later.bean(ClaimsRebuild.class).run();
        }

        assertThat(claims()).isEqualTo(live).hasSize(6);
    }

    /** A user who takes an address may have an earlier place in the log than the user who gave it up and committed first. */
    @Test
    void an_address_that_was_given_up_later_in_the_log_than_it_was_taken_is_rebuilt() {
        UserId ada = register("ada@example.org", "ada");
        UserId bob = register("bob@example.org", "bob");
        change(ada, "ada@example.com");
        change(bob, "ada@example.org");
        List<Map<String, Object>> live = claims();
        owner.sql("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only")
                .update();
        owner.sql("UPDATE event_store.domain_event SET global_index = global_index + 1000"
                        + " WHERE event_name = 'EmailChanged' AND aggregate_identifier = ?")
                .param(ada.toString())
                .update();

        node.bean(ClaimsRebuild.class).run();

        assertThat(claims()).isEqualTo(live).hasSize(4);
    }

    @Test
    void a_log_that_gives_an_address_to_two_people_changes_no_claim() {
        UserId ada = register("ada@example.org", "ada");
        UserId bob = register("bob@example.org", "bob");
        owner.sql("DELETE FROM claims.claimed_email WHERE user_id = ?")
                .param(ada.value())
                .update();
        change(bob, "ada@example.org");
        List<Map<String, Object>> live = claims();

        assertThatThrownBy(() -> node.bean(ClaimsRebuild.class).run())
                .hasMessage("the log gives the address of %s to another user too".formatted(bob));

        assertThat(claims()).isEqualTo(live);
    }

    @Test
    void a_log_that_gives_a_slug_to_two_articles_changes_no_claim() {
        publish("Hello");
        publish("Other");
        List<Map<String, Object>> live = claims();
        owner.sql("""
                INSERT INTO event_store.domain_event
                  (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata)
                SELECT gen_random_uuid(), 'article-4711', 0, aggregate_type, occurred_at, event_name, event_revision,
                       convert_to(jsonb_set(convert_from(payload, 'UTF8')::jsonb, '{articleId}', '4711')::text, 'UTF8'),
                       metadata
                FROM event_store.domain_event WHERE event_name = 'ArticlePublished' ORDER BY global_index LIMIT 1""").update();

        assertThatThrownBy(() -> node.bean(ClaimsRebuild.class).run())
                .hasMessage("the log gives slugs to 1 articles that others have already");

        assertThat(claims()).isEqualTo(live);
    }

    /** Another connection reads the log, whose events may claim nothing for a long time. */
    @Test
    void a_rebuild_has_minutes_between_two_of_its_statements() {
        register("ada@example.org", "ada");
        List<String> longest = new ArrayList<>();

        onLog(events -> {
                    longest.add(JdbcClient.create(node.context().getBean("eventStoreDataSource", DataSource.class))
                            .sql("SHOW idle_in_transaction_session_timeout")
                            .query(String.class)
                            .single());
                    return events;
                })
                .run();

        assertThat(longest).containsExactly("10min");
    }

    /** As it is while another transaction keeps very many places open. */
    @Test
    void a_log_whose_reading_ends_early_changes_no_claim() {
        register("ada@example.org", "ada");
        publish("Hello");
        List<Map<String, Object>> live = claims();

        assertThatThrownBy(() -> onLog(events -> events.limit(1)).run())
                .hasMessageMatching("the log could be read up to place [0-9]+ of [0-9]+ only, since .*");

        assertThat(claims()).isEqualTo(live);
    }

    /** @param reading what the rebuild gets of the events of the log */
    private ClaimsRebuild onLog(UnaryOperator<Stream<?>> reading) {
        EventStorageEngine log = node.bean(EventStorageEngine.class);
        EventStorageEngine watched = (EventStorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EventStorageEngine.class},
                (_, method, arguments) -> reading.apply((Stream<?>) method.invoke(log, arguments)));
        return new ClaimsRebuild(
                watched,
                node.bean(StoredNameClaims.class),
                node.bean(StoredSlugClaims.class),
                node.bean(StoredSchedules.class),
                node.context().getBean("eventStoreDataSource", DataSource.class),
                node.context().getBean("eventStoreTransactionManager", PlatformTransactionManager.class));
    }

    @Test
    void commands_go_on_while_claims_are_rebuilt() throws Exception {
        Thread rebuild =
                Thread.ofVirtual().start(() -> node.bean(ClaimsRebuild.class).run());
        for (int i = 0; i < 20; i++) {
            publish("Meanwhile");
        }
        rebuild.join();

        List<Map<String, Object>> live = claims();
        node.bean(ClaimsRebuild.class).run();
        assertThat(claims()).isEqualTo(live).hasSize(20);
    }

    private UserId register(String email, String username) {
        Recorded<UserRegistered> recorded =
                node.send(Users.register(node.bean(UserIds.class).next(), email, username));
        return recorded.event().userId();
    }

    private void change(UserId user, String email) {
        StreamVersion requested = node.send(new RequestEmailChange(user, new Email(email)));
        node.send(new ConfirmEmail(user, requested.version()));
    }

    private String publish(String title) {
        Recorded<ArticlePublished> recorded =
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), title));
        return recorded.event().slug().value();
    }

    /** Every row of every table of claims. */
    private List<Map<String, Object>> claims() {
        return owner.sql("""
                        SELECT encode(email_hmac, 'hex') AS name, user_id AS owner, NULL::text AS base, NULL::integer AS number
                        FROM claims.claimed_email
                        UNION ALL SELECT username, user_id, NULL, NULL FROM claims.claimed_username
                        UNION ALL SELECT slug, article_id, base, number FROM claims.claimed_slug
                        ORDER BY name""").query().listOfRows();
    }
}
