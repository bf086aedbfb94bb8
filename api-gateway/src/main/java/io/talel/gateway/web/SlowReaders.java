package io.talel.gateway.web;

/** The clients that take answers, and how to end an answer that is taken too slowly. */
public interface SlowReaders {

    /** Breaks the answer whose reader is the furthest behind, if one is behind at all. */
    void breakSlowest();

    /** The reader of the answer to the request that the current thread works on. */
    Reader current();

    /**
     * The client that takes one answer.
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
