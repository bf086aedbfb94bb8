package io.talel.ops.benchmark;

/**
 * What the rows of the benchmark aim at; those of a workload hold with 16 connections.
 *
 * @param ratio of the throughput to that of the application on Axon's starter; 0 for none
 * @param cpuMillis of an operation
 * @param p99 99th percentile at 70 % of saturation, in milliseconds
 */
record Aims(double ratio, double cpuMillis, double p99) {

    static final Aims WRITE = new Aims(1.4, 1.4, 25);
    static final Aims READ = new Aims(1.2, 0.38, 10);
    static final Aims LIST = new Aims(0, 0.6, 10);

    /** 99th percentile of a workload, relative to its median. */
    static final double TAIL = 3;

    /** Throughput of a workload in the first seconds after a start, relative to that of a warm node. */
    static final double FIRST_SECONDS = 0.5;

    /** 99th percentile of the time from commit to visible, in milliseconds. */
    static final double VISIBLE_MILLIS = 20;

    /** Log-ins, relative to Argon2 alone. */
    static final double LOG_INS = 0.85;

    /** Events of a rebuild, relative to two COPY. */
    static final double REBUILD = 0.5;

    /** How long the swap of a rebuild holds up writes. */
    static final long SWAP_MILLIS = 100;
}
