package io.talel.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.idempotency.InterleavedAttempt.End;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Repeats of one request in any order, each with any end, record one thing, and every answer names it. */
class InterleavingsIT {

    private static final IdempotentRequest REQUEST =
            new IdempotencyKey(Optional.of("k"), "/v1/things", "").by(new UserId(7));

    private static final class Database {
        static final KeysDatabase SHARED = new KeysDatabase();
    }

    private final KeysDatabase database = Database.SHARED;
    private final List<Idempotency> nodes = List.of(database.node(), database.node());

    /** A step of a schedule. */
    sealed interface Step {

        record Begin(int node, End end) implements Step {}

        record GoOn(int attempt) implements Step {}

        record EndLeases() implements Step {}
    }

    @Property(tries = 100)
    void one_thing_is_recorded(@ForAll("steps") @Size(max = 25) List<Step> schedule) {
        database.empty();
        Things things = new Things();
        List<InterleavedAttempt> attempts = new ArrayList<>();
        schedule.forEach(step -> {
            switch (step) {
                case Step.Begin(int node, End end) -> attempts.add(attempt(node, end, things));
                case Step.GoOn(int attempt) -> {
                    if (!attempts.isEmpty()) {
                        attempts.get(attempt % attempts.size()).advance();
                    }
                }
                case Step.EndLeases() -> database.endLeases();
            }
        });
        attempts.forEach(InterleavedAttempt::advance);
        attempts.forEach(InterleavedAttempt::advance);
        database.endLeases();
        InterleavedAttempt last = attempt(0, End.ANSWERED, things);
        last.advance();
        last.advance();
        attempts.add(last);

        assertThat(attempts).allMatch(InterleavedAttempt::isOver).allMatch(attempt -> attempt.unexpected() == null);
        assertThat(things.recorded()).hasSize(1);
        assertThat(last.answer()).isEqualTo(things.recorded().getFirst());
        assertThat(attempts.stream().map(InterleavedAttempt::answer).filter(Objects::nonNull))
                .containsOnly(things.recorded().getFirst());
    }

    private InterleavedAttempt attempt(int node, End end, Things things) {
        return new InterleavedAttempt(end, things, creation -> nodes.get(node).create(REQUEST, () -> "body", creation));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> begin = Combinators.combine(Arbitraries.integers().between(0, 1), Arbitraries.of(End.values()))
                .as(Step.Begin::new);
        Arbitrary<Step> goOn = Arbitraries.integers().between(0, 9).map(Step.GoOn::new);
        Arbitrary<Step> endLeases = Arbitraries.create(Step.EndLeases::new);
        return Arbitraries.oneOf(begin, goOn, goOn, endLeases).list();
    }
}
