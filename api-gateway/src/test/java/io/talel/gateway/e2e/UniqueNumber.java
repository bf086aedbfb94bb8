package io.talel.gateway.e2e;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers for names and titles that no other test has. Each JVM of tests begins at a number of its own, since several may use
 * one node, one after the other.
 */
final class UniqueNumber {

    private static final AtomicInteger LAST =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 10_000) * 1_000);

    private UniqueNumber() {}

    static int next() {
        return LAST.incrementAndGet();
    }
}
