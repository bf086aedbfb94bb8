package io.talel.gateway.account.email;

import org.jspecify.annotations.Nullable;

/** One of the commands that change an account. */
@FunctionalInterface
public interface AccountStep {

    /**
     * Sends the command.
     *
     * @param expected version that the account must have; null for any
     * @return the version reached
     */
    long send(@Nullable Long expected);
}
