package io.talel.samples.gateway;

import java.time.Instant;

/** Asks the machine for the time. */
public class ClockReader {
    public Instant time() {
        return Instant.now();
    }
}
