package io.talel.ops.benchmark;

/** What one round of a load reached. */
record Round(long operations, double seconds, CpuTime cpu) {

    double perSecond() {
        return operations / seconds;
    }
}
