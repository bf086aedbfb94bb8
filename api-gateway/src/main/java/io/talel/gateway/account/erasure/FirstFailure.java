package io.talel.gateway.account.erasure;

import org.jspecify.annotations.Nullable;

/** What went wrong in steps that do not need each other: one that fails keeps none of the others from being done. */
final class FirstFailure {

    private @Nullable RuntimeException first;

    void of(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (first == null) {
                first = e;
            }
        }
    }

    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }
}
