package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClaimsIT {

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
    void an_address_is_looked_at_before_a_username() {
        register("ada@example.org", "ada");

        assertThat(refusal("ada@example.org", "ada")).isEqualTo(new Refusal.EmailTaken(new Email("ada@example.org")));
        assertThat(refusal("ada@example.com", "ada")).isEqualTo(new Refusal.UsernameTaken(new Username("ada")));
    }

    @Test
    void a_refused_registration_leaves_its_names_free() {
        register("ada@example.org", "ada");
        refusal("bob@example.org", "ada");

        register("bob@example.org", "bob");
    }

    @Test
    void a_name_that_is_claimed_between_the_look_and_the_append_refuses_the_command_and_leaves_no_event() {
        owner.sql("INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES ('hello', 1, 'other', 9)")
                .update();
        owner.sql("CREATE OR REPLACE FUNCTION claims.free_slug_number(stem text, wanted text) RETURNS integer"
                        + " LANGUAGE sql AS 'SELECT 1'")
                .update();

        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(Articles.publish(Articles.HELLO, "Hello")))
                .extracting(CommandRefused::refusal)
                .isEqualTo(new Refusal.Conflict("article-42"));
        assertThat(events()).isZero();
    }

    @Test
    void a_claim_that_fails_for_any_other_reason_leaves_no_event() {
        owner.sql("DROP TABLE claims.claimed_slug CASCADE").update();
        owner.sql("CREATE OR REPLACE FUNCTION claims.free_slug_number(stem text, wanted text) RETURNS integer"
                        + " LANGUAGE sql AS 'SELECT 1'")
                .update();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> node.send(Articles.publish(Articles.HELLO, "Hello")));
        assertThat(events()).isZero();
    }

    @Test
    void a_number_that_another_title_has_taken_is_passed_over() {
        assertThat(publish("Hello")).isEqualTo("hello");
        assertThat(publish("Hello 2")).isEqualTo("hello-2");
        assertThat(publish("Hello")).isEqualTo("hello-3");
        assertThat(publish("Hello")).isEqualTo("hello-4");
        assertThat(publish("Hello 2")).isEqualTo("hello-2-2");
    }

    @Test
    void nobody_can_register_as_an_erased_person() {
        assertThat(refusal("ada@example.org", "deleted user"))
                .isEqualTo(new Refusal.UsernameTaken(new Username("deleted user")));
        assertThat(refusal("erased@erased.invalid", "ada"))
                .isEqualTo(new Refusal.EmailTaken(new Email("erased@erased.invalid")));
    }

    @Test
    void rebuilt_claims_equal_the_live_ones() {
        Stream.of("ada", "bob", "cleo").forEach(name -> register(name + "@example.org", name));
        Stream.of("Hello", "Hello", "Hello 2", "☀️", "☀️", "Straße").forEach(this::publish);
        List<Map<String, Object>> live = claims();

        owner.sql("UPDATE claims.claimed_slug SET number = number + 99, slug = slug || '-wrong' WHERE base = 'hello'")
                .update();
        owner.sql("DELETE FROM claims.claimed_username").update();
        node.bean(ClaimsRebuild.class).run();

        assertThat(claims()).isEqualTo(live).hasSize(12);
    }

    @Test
    void a_rebuild_leaves_out_whoever_was_erased() {
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

    private Refusal refusal(String email, String username) {
        return catchThrowableOfType(CommandRefused.class, () -> register(email, username))
                .refusal();
    }

    private String publish(String title) {
        Recorded<ArticlePublished> recorded =
                node.send(Articles.publish(node.bean(ArticleIds.class).next(), title));
        return recorded.event().slug().value();
    }

    private long events() {
        return owner.sql("SELECT count(*) FROM event_store.domain_event")
                .query(Long.class)
                .single();
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
