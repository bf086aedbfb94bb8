package io.talel.gateway.idempotency;

import io.talel.kernel.CommandRefused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of something that has versions.
 *
 * @param <R> what the change has made of it
 */
public interface VersionedChange<R> {

    /** The present version, by the log. */
    long version();

    /** Whether the client says which version is to be changed. */
    boolean isConditional();

    /**
     * Sends the command.
     *
     * @param expected the version to be changed, if the client names none; null for any
     * @throws CommandRefused as another version than that
     */
    R send(@Nullable Long expected);

    /**
     * What an earlier attempt has made of it.
     *
     * @param first the version before the first attempt
     * @return empty if no attempt has changed anything
     */
    Optional<R> find(long first);

    long versionOf(R result);

    /** What it was like at a version. */
    R at(long version);
}
