package io.talel.gateway.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MailQueueIT {

    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);

    private static JdbcClient jdbc;

    private final MailQueue queue = new MailQueue(jdbc);

    @BeforeAll
    static void migrate() {
        PostgresDatabase database = SharedServers.newDatabase();
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM auth.mail").update();
    }

    @Test
    void a_mail_is_taken_as_it_was_added_once() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 3, "event 1");
        assertThat(queue.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo(MailKind.CONFIRM_EMAIL);
            assertThat(mail.userId()).isEqualTo(ADA);
            assertThat(mail.addressVersion()).isEqualTo(3);
            assertThat(mail.passwordGeneration()).isZero();
            assertThat(mail.attempts()).isEqualTo(1);
        });
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void a_link_is_taken_with_the_generation_of_the_password_that_it_was_asked_for_with() {
        queue.addLink(ADA, 3, 2, "event 1");
        assertThat(queue.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo(MailKind.CONFIRM_EMAIL_CHANGE);
            assertThat(mail.passwordGeneration()).isEqualTo(2);
        });
    }

    @Test
    void no_cause_is_mailed_twice_not_even_after_the_mail_was_sent() {
        assertThat(queue.add(MailKind.PASSWORD_RESET, ADA, 0, "request 1")).isTrue();
        queue.sent(queue.take(1).getFirst());
        assertThat(queue.add(MailKind.PASSWORD_RESET, ADA, 0, "request 1")).isFalse();
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void another_person_kind_or_cause_is_another_mail() {
        assertThat(List.of(
                        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1"),
                        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 2"),
                        queue.add(MailKind.PASSWORD_CHANGED, ADA, 0, "event 1"),
                        queue.add(MailKind.CONFIRM_EMAIL, BOB, 0, "event 1")))
                .containsOnly(true);
    }

    @Test
    void a_mail_that_failed_is_due_again_under_the_same_id_after_its_pause() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1");
        QueuedMail first = queue.take(1).getFirst();
        queue.tryAgainIn(Duration.ofMinutes(5), first);
        assertThat(queue.take(1)).isEmpty();
        pass(Duration.ofMinutes(5));
        assertThat(queue.take(1)).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.attempts()).isEqualTo(2);
        });
    }

    @Test
    void a_mail_of_a_node_that_died_is_due_again_when_its_lease_is_over() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1");
        UUID taken = queue.take(1).getFirst().id();
        pass(MailQueue.LEASE.minusSeconds(10));
        assertThat(queue.take(1)).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(queue.take(1)).extracting(QueuedMail::id).containsExactly(taken);
    }

    @Test
    void a_mail_that_takes_longer_is_kept_by_its_node_as_long_as_that_says_so() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1");
        QueuedMail slow = queue.take(1).getFirst();
        pass(MailQueue.LEASE.minusSeconds(10));
        queue.keep(Set.of(slow.id()));
        pass(MailQueue.LEASE.minusSeconds(10));
        assertThat(queue.take(1)).isEmpty();
        queue.sent(slow);
        queue.keep(Set.of(slow.id()));
        pass(Duration.ofDays(30));
        assertThat(queue.take(1)).isEmpty();
    }

    @Test
    void a_mail_that_was_perhaps_sent_is_due_once_more_and_known_as_such() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1");
        QueuedMail first = queue.take(1).getFirst();
        assertThat(first.perhapsSent()).isFalse();
        queue.perhapsSent(first, Duration.ofMinutes(30));
        queue.keep(Set.of(first.id()));
        pass(Duration.ofMinutes(29));
        assertThat(queue.take(1)).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(queue.take(1)).singleElement().satisfies(again -> assertThat(again.perhapsSent())
                .isTrue());
    }

    @Test
    void a_mail_that_was_given_up_is_never_due_again() {
        queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1");
        queue.giveUp(queue.take(1).getFirst());
        pass(Duration.ofDays(30));
        assertThat(queue.take(1)).isEmpty();
        assertThat(queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event 1")).isFalse();
    }

    @Test
    void a_mail_that_was_taken_back_is_not_due_again_not_even_if_a_node_that_had_it_could_not_send_it() {
        queue.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1");
        QueuedMail underWay = queue.take(1).getFirst();
        queue.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 4, "event 2");
        queue.takeBack(MailKind.CONFIRM_EMAIL_CHANGE, ADA);
        queue.tryAgainIn(Duration.ofSeconds(5), underWay);
        pass(Duration.ofDays(30));
        assertThat(queue.take(10)).isEmpty();
        assertThat(queue.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1")).isFalse();
    }

    @Test
    void mails_are_forgotten_a_month_after_they_were_sent_or_given_up_but_not_while_they_wait() {
        for (String cause : List.of("sent", "given up", "waits", "sent lately")) {
            queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, cause);
        }
        jdbc.sql("UPDATE auth.mail SET due_at = NULL WHERE cause <> 'waits'").update();
        jdbc.sql("UPDATE auth.mail SET created_at = now() - interval '32 days' WHERE cause <> 'sent lately'")
                .update();

        queue.forgetOld();

        assertThat(jdbc.sql("SELECT cause FROM auth.mail").query(String.class).list())
                .containsExactlyInAnyOrder("waits", "sent lately");
    }

    @Test
    void nodes_that_take_at_once_never_take_the_same_mail() throws Exception {
        IntStream.range(0, 100).forEach(i -> queue.add(MailKind.CONFIRM_EMAIL, ADA, 0, "event " + i));
        Callable<List<QueuedMail>> node = () -> IntStream.range(0, 20)
                .mapToObj(_ -> queue.take(3))
                .flatMap(List::stream)
                .toList();
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<QueuedMail> taken = nodes.invokeAll(List.of(node, node, node, node)).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();
            assertThat(taken).hasSize(100).extracting(QueuedMail::id).doesNotHaveDuplicates();
        }
    }

    /** Makes rows older, as if time had passed. */
    private static void pass(Duration time) {
        jdbc.sql("UPDATE auth.mail SET due_at = due_at - make_interval(secs => :time)")
                .param("time", time.toSeconds())
                .update();
    }
}
