package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClaimsIT {

    private JdbcClient owner;

    private Node node;

    @BeforeEach
    void start() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
        Users.giveAdaHerKey(database);
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
        assertThat(refusal("ada@example.org", "Deleted User"))
                .isEqualTo(new Refusal.UsernameTaken(new Username("Deleted User")));
        assertThat(refusal("ada@example.org", "deleted\u00a0user"))
                .isEqualTo(new Refusal.UsernameTaken(new Username("deleted\u00a0user")));
        assertThat(refusal("erased@erased.invalid", "ada"))
                .isEqualTo(new Refusal.EmailTaken(new Email("erased@erased.invalid")));
    }

    @Test
    void a_confirmed_change_frees_the_old_address_and_takes_the_new_one() {
        UserId ada = register("ada@example.org", "ada");
        node.send(new RequestEmailChange(ada, new Email("ada@example.com")));

        register("bob@example.org", "bob");
        assertThat(refusal("ada@example.org", "cleo")).isEqualTo(taken("ada@example.org"));

        node.send(new ConfirmEmail(ada, 1));

        assertThat(refusal("ada@example.com", "cleo")).isEqualTo(taken("ada@example.com"));
        register("ada@example.org", "cleo");
    }

    @Test
    void an_address_that_somebody_else_got_meanwhile_is_refused_and_nothing_is_recorded() {
        UserId ada = register("ada@example.org", "ada");
        node.send(new RequestEmailChange(ada, new Email("bob@example.org")));
        register("bob@example.org", "bob");
        long before = events();

        assertThat(refusal(new ConfirmEmail(ada, 1))).isEqualTo(taken("bob@example.org"));
        assertThat(refusal(new RequestEmailChange(ada, new Email("bob@example.org"))))
                .isEqualTo(taken("bob@example.org"));

        assertThat(events()).isEqualTo(before);
        assertThat(refusal("ada@example.org", "cleo")).isEqualTo(taken("ada@example.org"));
    }

    @Test
    void nobody_can_have_the_address_of_erased_persons() {
        UserId ada = register("ada@example.org", "ada");

        assertThat(refusal(new RequestEmailChange(ada, new Email(Email.ERASED))))
                .isEqualTo(taken(Email.ERASED));
    }

    @Test
    void a_removal_frees_both_names() {
        UserId ada = register("ada@example.org", "ada");
        node.send(new RemoveUser(ada, ArticlesOnRemoval.KEEP));

        register("ada@example.org", "ada");
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

    private Refusal refusal(UserCommand.Change command) {
        return catchThrowableOfType(CommandRefused.class, () -> node.send(command))
                .refusal();
    }

    private static Refusal taken(String email) {
        return new Refusal.EmailTaken(new Email(email));
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
}
