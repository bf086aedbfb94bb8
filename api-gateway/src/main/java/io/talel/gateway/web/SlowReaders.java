package io.talel.gateway.web;

/** Who can end answers whose readers take their time. */
public interface SlowReaders {

    /** Breaks the answer whose reader is the furthest behind, if one is behind at all. */
    void breakSlowest();
}
