package io.talel.gateway.account.erasure;

import org.jspecify.annotations.Nullable;

/** The first error of several independent steps. A failed step does not stop the others. */
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
