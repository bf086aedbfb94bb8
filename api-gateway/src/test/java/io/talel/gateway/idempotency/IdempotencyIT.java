package io.talel.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyIT {

    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);
    private static final String BODY = "a body";
    private static final IdempotentRequest ADAS = key("k", "/v1/things", "").by(ADA);

    private static KeysDatabase database;

    private final Idempotency node = database.node();
    private final Idempotency otherNode = database.node();
    private final Things things = new Things();

    /** A process that is killed: nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void migrate() {
        database = new KeysDatabase();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_request_without_a_key_is_carried_out_each_time_and_leaves_nothing() {
        IdempotentRequest without = new IdempotencyKey(Optional.empty(), "/v1/things", "").by(ADA);
        assertThat(node.create(without, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertThat(node.create(without, () -> BODY, things.creation("a"))).isEqualTo("a 2");
        assertThat(node.once(without, () -> BODY, "done", _ -> "done")).isEqualTo("done");
        assertThat(node.accept(without, BODY).getAsBoolean()).isTrue();
        assertThat(database.rows()).isEmpty();
    }

    @Test
    void a_repeat_on_any_node_gets_what_the_first_attempt_recorded() {
        assertThat(node.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertThat(otherNode.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertThat(things.recorded()).containsExactly("a 1");
    }

    @Test
    void keys_of_other_people_networks_and_paths_are_other_keys() {
        List<IdempotentRequest> different = List.of(
                ADAS,
                key("k", "/v1/things", "").by(BOB),
                key("k", "/v1/others", "").by(ADA),
                key("l", "/v1/things", "").by(ADA),
                key("k", "/v1/things", "").by(Clients.FIREFOX),
                key("k", "/v1/things", "").by(Clients.SAFARI),
                key("k", "/v1/things", "").byLink());
        different.forEach(request -> node.create(request, () -> BODY, things.creation("a")));
        assertThat(things.recorded()).hasSize(different.size());
    }

    @Test
    void another_body_or_query_is_refused_and_the_first_body_still_answered() {
        node.create(ADAS, () -> BODY, things.creation("a"));
        assertIsOther(() -> node.create(ADAS, () -> "another", things.creation("b")));
        assertIsOther(() -> node.create(key("k", "/v1/things", "q").by(ADA), () -> BODY, things.creation("b")));
        assertThat(node.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertThat(things.recorded()).containsExactly("a 1");
    }

    @Test
    void after_ten_other_bodies_no_more_are_compared_so_that_a_password_cannot_be_guessed() {
        node.once(ADAS, () -> Map.of("password", "right"), true, _ -> true);
        for (int guess = 0; guess < IdempotencyKeyStore.MOST_MISMATCHES; guess++) {
            String wrong = "wrong " + guess;
            assertIsOther(() -> node.once(ADAS, () -> Map.of("password", wrong), true, _ -> true));
        }
        assertIsOther(() -> node.once(ADAS, () -> Map.of("password", "right"), true, _ -> true));
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        CommandRefused refused = new CommandRefused(new Refusal.Unknown("user-7"));
        assertThatThrownBy(() -> node.create(ADAS, () -> BODY, things.failing(() -> {
                    throw refused;
                })))
                .isSameAs(refused);
        assertThat(node.once(ADAS, () -> BODY, true, _ -> false)).isFalse();
        HttpRefusal unavailable = HttpRefusal.unavailable();
        assertThatThrownBy(() -> node.once(ADAS, () -> BODY, true, _ -> {
                    throw unavailable;
                }))
                .isSameAs(unavailable);
        assertThat(database.rows()).isEmpty();
        assertThat(node.create(ADAS, () -> "another", things.creation("b"))).startsWith("b");
    }

    @Test
    void a_repeat_after_a_failure_has_the_same_number_so_it_does_not_matter_whether_the_failed_one_was_recorded() {
        assertThatThrownBy(() -> node.create(ADAS, () -> BODY, things.failing(IdempotencyIT::fail)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> node.create(ADAS, () -> BODY, things.creation("a", _ -> {
                    throw new IllegalStateException();
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(node.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertThat(things.recorded()).containsExactly("a 1");
    }

    @Test
    void a_repeat_of_a_killed_request_waits_for_the_end_of_its_lease_and_then_has_the_same_number() {
        assertThatThrownBy(() -> node.create(ADAS, () -> BODY, things.failing(() -> {
                    throw new Killed();
                })))
                .isInstanceOf(Killed.class);
        assertIsUnderWay(() -> otherNode.create(ADAS, () -> BODY, things.creation("a")));
        database.endLeases();
        assertThat(otherNode.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
    }

    @Test
    void a_repeat_of_a_request_that_was_killed_between_commit_and_answer_is_answered_at_once() {
        assertThatThrownBy(() -> node.create(ADAS, () -> BODY, things.creation("a", _ -> {
                    throw new Killed();
                })))
                .isInstanceOf(Killed.class);
        assertThat(otherNode.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
    }

    @Test
    void an_attempt_that_was_overtaken_gets_what_the_other_one_recorded() {
        List<String> overtaking = new ArrayList<>();
        Creation<String> slow = things.failing(() -> {
            database.endLeases();
            overtaking.add(otherNode.create(ADAS, () -> BODY, things.creation("a")));
            things.record(1, "late");
        });
        assertThat(node.create(ADAS, () -> BODY, slow)).isEqualTo("a 1");
        assertThat(overtaking).containsExactly("a 1");
    }

    @Test
    void what_is_done_is_not_done_again() {
        List<Execution> executions = new ArrayList<>();
        node.once(ADAS, () -> BODY, true, execution -> executions.add(execution));
        assertThat(otherNode.once(ADAS, () -> BODY, true, execution -> executions.add(execution)))
                .isTrue();
        assertThat(executions).hasSize(1).noneMatch(Execution::isRepeated);
    }

    @Test
    void while_it_is_done_a_repeat_is_refused() {
        node.once(ADAS, () -> BODY, true, _ -> {
            assertIsUnderWay(() -> otherNode.once(ADAS, () -> BODY, true, _ -> true));
            return true;
        });
    }

    @Test
    void after_a_crash_it_is_done_again_by_an_execution_that_knows_it() {
        assertThatThrownBy(() -> node.once(ADAS, () -> BODY, true, _ -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        database.endLeases();
        assertThat(otherNode.once(ADAS, () -> BODY, true, Execution::isRepeated))
                .isTrue();
    }

    @Test
    void what_was_marked_as_done_in_its_transaction_is_not_done_again_after_a_crash() {
        assertThatThrownBy(() -> node.once(ADAS, () -> BODY, true, execution -> {
                    transaction(false, execution.done());
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        assertThat(otherNode.once(ADAS, () -> BODY, true, _ -> false)).isTrue();
    }

    @Test
    void an_attempt_that_hung_learns_that_another_has_marked_the_request_as_done() {
        assertThat(node.once(ADAS, () -> BODY, true, hung -> {
                    database.endLeases();
                    otherNode.once(
                            ADAS, () -> BODY, true, faster -> faster.done().getAsBoolean());
                    return !hung.done().getAsBoolean();
                }))
                .isTrue();
    }

    @Test
    void a_mark_is_rolled_back_with_its_transaction() {
        assertThatThrownBy(() -> node.once(ADAS, () -> BODY, true, execution -> {
                    transaction(true, execution.done());
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        assertIsUnderWay(() -> otherNode.once(ADAS, () -> BODY, true, _ -> true));
    }

    @Test
    void an_accepted_request_is_carried_out_until_one_attempt_marks_it_as_done() {
        BooleanSupplier first = node.accept(ADAS, BODY);
        BooleanSupplier repeat = otherNode.accept(ADAS, BODY);
        assertThat(repeat.getAsBoolean()).isTrue();
        assertThat(first.getAsBoolean()).isFalse();
        assertThat(node.accept(ADAS, BODY).getAsBoolean()).isFalse();
        assertIsOther(() -> node.accept(ADAS, "another"));
    }

    @Test
    void a_key_outlives_a_change_of_the_secret_key() {
        String newer = "n".repeat(64);
        node.create(ADAS, () -> BODY, things.creation("a"));
        Idempotency changed = database.node(newer, KeysDatabase.SECRET);
        assertThat(changed.create(ADAS, () -> BODY, things.creation("a"))).isEqualTo("a 1");
        assertIsOther(() -> changed.create(ADAS, () -> "another", things.creation("b")));
    }

    @Test
    void keys_are_kept_for_a_day() {
        node.create(ADAS, () -> BODY, things.creation("a"));
        database.makeOlder("23 hours 59 minutes");
        database.keys().sweep();
        assertThat(database.rows()).hasSize(1);
        database.makeOlder("1 minute");
        database.keys().sweep();
        assertThat(database.rows()).isEmpty();
    }

    @Test
    void a_row_holds_neither_key_nor_body_nor_address_nor_person() {
        Client client = Clients.FIREFOX;
        String network = client.address().network();
        node.once(key("secretkey", "/v1/secretpath", "secretquery").by(client), () -> "secretbody", true, _ -> true);
        assertThat(database.rows())
                .singleElement()
                .asString()
                .doesNotContain("secret")
                .doesNotContain(network);
        assertThat(ADAS).hasToString("IdempotentRequest");
        assertThat(ADAS.key()).hasToString("IdempotencyKey");
    }

    private static IdempotencyKey key(String value, String path, String query) {
        return new IdempotencyKey(Optional.of(value), path, query);
    }

    private static void fail() {
        throw new IllegalStateException("the outcome is unknown");
    }

    private static void transaction(boolean rolledBack, BooleanSupplier work) {
        new TransactionTemplate(new JdbcTransactionManager(database.source())).executeWithoutResult(status -> {
            assertThat(work.getAsBoolean()).isTrue();
            if (rolledBack) {
                status.setRollbackOnly();
            }
        });
    }

    private static void assertIsOther(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(HttpRefusal.class, refusal -> assertThat(refusal.status())
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static void assertIsUnderWay(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(HttpRefusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        });
    }
}
