package io.talel.gateway.web;

/** Ends answers that their readers take too slowly. */
public interface SlowReaders {

    /** Breaks the answer whose reader is the furthest behind, if one is behind at all. */
    void breakSlowest();
}
