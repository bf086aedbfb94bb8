package io.talel.gateway.idempotency;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** A request that creates things. Their numbers are drawn first, so that every attempt creates the same things. */
public interface Creation<R> {

    List<Long> draw();

    /**
     * Sends the command. The write side refuses it if another attempt has created these things.
     *
     * @param done marks the request as done, in the transaction of the caller if there is one. Only things that can be removed
     *     without a trace need it: their repeat finds nothing
     */
    R send(List<Long> numbers, Runnable done);

    /** What another attempt has created: by the log, or by the table of what can be removed. */
    Optional<R> find(List<Long> numbers);

    /** For a request that creates one thing, which the log keeps. */
    static <R> Creation<R> ofOne(LongSupplier draw, LongFunction<R> send, LongFunction<Optional<R>> find) {
        return ofOne(draw, (number, _) -> send.apply(number), find);
    }

    /** For a request that creates one thing, which can be removed without a trace. */
    static <R> Creation<R> ofOne(
            LongSupplier draw, BiFunction<Long, Runnable, R> send, LongFunction<Optional<R>> find) {
        return new Creation<>() {
            @Override
            public List<Long> draw() {
                return List.of(draw.getAsLong());
            }

            @Override
            public R send(List<Long> numbers, Runnable done) {
                return send.apply(numbers.getFirst(), done);
            }

            @Override
            public Optional<R> find(List<Long> numbers) {
                return find.apply(numbers.getFirst());
            }
        };
    }
}
