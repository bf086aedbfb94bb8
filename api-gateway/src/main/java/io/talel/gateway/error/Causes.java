package io.talel.gateway.error;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The chain of causes of a failure. */
final class Causes {

    /** Most causes that are followed; ends a circular chain. */
    private static final int LONGEST = 50;

    private Causes() {}

    /** @return the failure first, its root cause last */
    static List<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST)
                .toList();
    }
}
