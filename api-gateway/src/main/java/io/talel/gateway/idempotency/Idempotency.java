package io.talel.gateway.idempotency;

import io.talel.gateway.bus.ConflictRetries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Carries out requests with a key once. A refused request leaves no trace: its key can be used again. A request without a key
 * costs nothing here.
 */
@Service
public final class Idempotency {

    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);

    /** Seconds until a client may repeat a request that is under way. */
    private static final String RETRY_AFTER = "1";

    private final IdempotencyKeyStore keys;
    private final Fingerprints fingerprints;

    Idempotency(IdempotencyKeyStore keys, Fingerprints fingerprints) {
        this.keys = keys;
        this.fingerprints = fingerprints;
    }

    /**
     * Creates something once. The log decides: attempts have the same numbers, and what it has recorded is the result of all.
     *
     * @param body what else has to be the same in a repeat
     * @throws HttpRefusal with 404 if it was created and removed since, with 409 while another attempt is under way, with 422 if
     *     the key came with another body
     */
    public <R> R create(IdempotentRequest request, Supplier<?> body, Creation<R> creation) {
        if (!request.hasKey()) {
            return creation.send(creation.draw(), () -> {});
        }
        IdempotencyClaim claim = claim(request, body, creation.draw());
        if (claim.isRepeated()) {
            Optional<R> recorded = creation.find(claim.numbers());
            if (recorded.isPresent()) {
                return recorded.get();
            }
            if (claim.isDone()) {
                throw new HttpRefusal(
                        HttpStatus.NOT_FOUND, "What the request with this Idempotency-Key created was removed");
            }
            claim = takeOver(claim);
        }
        return send(claim, creation);
    }

    private <R> R send(IdempotencyClaim claim, Creation<R> creation) {
        try {
            return creation.send(claim.numbers(), () -> keys.done(claim.id(), List.of()));
        } catch (CommandRefused | HttpRefusal | InvalidValue refusal) {
            if (giveUp(claim)) {
                throw refusal;
            }
            return creation.find(claim.numbers()).orElseThrow(() -> refusal);
        } catch (RuntimeException unknownOutcome) {
            endLease(claim);
            throw unknownOutcome;
        }
    }

    /**
     * Does something once that creates nothing. After a crash in the middle it is done again, unless it was marked as done in
     * the transaction that did it.
     *
     * @param body what else has to be the same in a repeat
     * @param done the result when it is done; other results are refusals
     * @throws HttpRefusal as {@link #create}
     */
    public <T> T once(IdempotentRequest request, Supplier<?> body, T done, Function<Execution, T> work) {
        if (!request.hasKey()) {
            return work.apply(Execution.WITHOUT_KEY);
        }
        IdempotencyClaim claim = claim(request, body, List.of());
        if (claim.isDone()) {
            return done;
        }
        return execute(claim.isRepeated() ? takeOver(claim) : claim, done::equals, _ -> List.of(), work);
    }

    /**
     * Changes something that has a number of its own, once. All attempts expect the number that the first has found.
     *
     * @param number the one before the first attempt
     * @param current what has become of it: the result of a repeat
     * @param work the change of that with the given number; of any, without a key
     * @throws HttpRefusal as {@link #create}
     */
    public <T> T change(
            IdempotentRequest request, LongSupplier number, Supplier<T> current, Function<@Nullable Long, T> work) {
        if (!request.hasKey()) {
            return work.apply(null);
        }
        IdempotencyClaim claim = claim(request, () -> "", List.of(number.getAsLong()));
        if (claim.isDone()) {
            return current.get();
        }
        IdempotencyClaim attempt = claim.isRepeated() ? takeOver(claim) : claim;
        return execute(
                attempt,
                _ -> true,
                _ -> List.of(),
                _ -> work.apply(attempt.numbers().getFirst()));
    }

    /**
     * Changes something that has versions, once. All attempts expect the version that the first has found, so a late one
     * does not undo what was done since. If somebody else is faster than the first attempt, that attempt takes the newer version.
     *
     * @param body what else has to be the same in a repeat
     * @throws HttpRefusal as {@link #create}
     * @throws CommandRefused as another version also to a repeat, if it was changed since the first attempt, which has done
     *     nothing
     */
    public <R> R change(IdempotentRequest request, Supplier<?> body, VersionedChange<R> change) {
        if (!request.hasKey()) {
            return change.send(null);
        }
        ConflictRetries retries = ConflictRetries.begin();
        while (true) {
            IdempotencyClaim claim = claim(request, body, List.of(change.version()));
            if (claim.isDone()) {
                return change.at(reached(claim).orElseGet(change::version));
            }
            if (claim.isRepeated()) {
                return execute(takeOver(claim), change, first -> again(first, change));
            }
            try {
                return execute(claim, change, change::send);
            } catch (CommandRefused e) {
                if (!isOtherVersion(e) || change.isConditional() || !retries.pause()) {
                    throw e;
                }
            }
        }
    }

    private <R> R execute(IdempotencyClaim claim, VersionedChange<R> change, Function<Long, R> work) {
        return execute(
                claim,
                _ -> true,
                result -> List.of(change.versionOf(result)),
                _ -> work.apply(claim.numbers().getFirst()));
    }

    /** A node of the release before does not say it. */
    private static Optional<Long> reached(IdempotencyClaim claim) {
        return claim.numbers().stream().skip(1).findFirst();
    }

    /** An earlier attempt may have made another version; or a time that was to come then has come. */
    private static <R> R again(long first, VersionedChange<R> change) {
        try {
            return change.send(first);
        } catch (CommandRefused | InvalidValue e) {
            if (e instanceof InvalidValue || isOtherVersion(e)) {
                return change.find(first).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private static boolean isOtherVersion(RuntimeException e) {
        return e instanceof CommandRefused refused && refused.refusal() instanceof Refusal.OtherVersion;
    }

    private <T> T execute(
            IdempotencyClaim claim, Predicate<T> isDone, Function<T, List<Long>> reached, Function<Execution, T> work) {
        UUID id = claim.id();
        try {
            T result = work.apply(new Execution(claim.isRepeated(), () -> keys.done(id, List.of())));
            if (isDone.test(result)) {
                settle(() -> keys.done(id, reached.apply(result)));
            } else {
                giveUp(claim);
            }
            return result;
        } catch (CommandRefused | HttpRefusal | InvalidValue refusal) {
            giveUp(claim);
            throw refusal;
        } catch (RuntimeException unknownOutcome) {
            endLease(claim);
            throw unknownOutcome;
        }
    }

    /**
     * Accepts a request that is carried out after its answer, and every repeat of it, since the node may die before it has
     * carried out the first. The attempt that marks the request as done is the one that counts.
     *
     * @return marks the request as done, in the transaction of the caller; false if another attempt has done so
     * @throws HttpRefusal with 422 if the key came with another body
     */
    public BooleanSupplier accept(IdempotentRequest request, Object body) {
        if (!request.hasKey()) {
            return () -> true;
        }
        UUID id = claim(request, () -> body, List.of()).id();
        return () -> keys.done(id, List.of());
    }

    private IdempotencyClaim claim(IdempotentRequest request, Supplier<?> body, List<Long> numbers) {
        UUID id = fingerprints.id(request, request.key().value().orElseThrow());
        return keys.claim(id, fingerprints.of(request, body.get()), numbers).orElseThrow(Idempotency::underWay);
    }

    private IdempotencyClaim takeOver(IdempotencyClaim claim) {
        if (claim.isLeased() || !keys.takeOver(claim)) {
            throw underWay();
        }
        return claim.next();
    }

    /**
     * Ends an attempt that was refused. The numbers of a request with several attempts are kept, since another one may yet
     * succeed.
     *
     * @return whether no other attempt has been made
     */
    private boolean giveUp(IdempotencyClaim claim) {
        if (claim.attempt() > 1) {
            endLease(claim);
            return false;
        }
        try {
            return keys.removeFirst(claim);
        } catch (DataAccessException e) {
            notSettled(e);
            return true;
        }
    }

    private void endLease(IdempotencyClaim claim) {
        settle(() -> keys.endLease(claim));
    }

    private static void settle(Runnable change) {
        try {
            change.run();
        } catch (DataAccessException e) {
            notSettled(e);
        }
    }

    /** The lease ends by itself. */
    private static void notSettled(DataAccessException e) {
        LOG.warn("The outcome of a request with a key is not stored: {}", e.toString());
    }

    private static HttpRefusal underWay() {
        HttpRefusal refusal =
                new HttpRefusal(HttpStatus.CONFLICT, "The request with this Idempotency-Key is still under way");
        refusal.headers().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        return refusal;
    }
}
