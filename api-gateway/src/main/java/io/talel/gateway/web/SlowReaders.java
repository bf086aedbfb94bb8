package io.talel.gateway.web;

/** The clients that read answers; breaks answers that are read too slowly. */
public interface SlowReaders {

    /** Breaks the answer whose reader is the furthest behind, if any is behind. */
    void breakSlowest();

    /** The reader of the answer to the request that the current thread works on. */
    Reader current();

    /**
     * The client that reads one answer.
     *
     * @param network the client's network
     * @param breaker breaks the answer
     */
    record Reader(String network, Runnable breaker) {

        /** Breaks the answer, from any thread. */
        public void breakOff() {
            breaker.run();
        }
    }
}
