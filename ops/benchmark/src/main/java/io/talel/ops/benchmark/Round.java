package io.talel.ops.benchmark;

import java.util.Comparator;
import java.util.List;

/** Result of one round of a load. */
record Round(long operations, double seconds, CpuTime cpu, Latencies latencies) {

    Round(Latencies latencies, double seconds, CpuTime cpu) {
        this(latencies.count(), seconds, cpu, latencies);
    }

    Round(long operations, double seconds, CpuTime cpu) {
        this(operations, seconds, cpu, Latencies.NONE);
    }

    double perSecond() {
        return operations / seconds;
    }

    /** Processor time of the servers for one operation. */
    double serverMillis() {
        return cpu.serverMillis() / operations;
    }

    /** The 99th percentile by the median. */
    double tail() {
        return latencies.p99() / latencies.p50();
    }

    /** The median of an odd number of rounds, by throughput. */
    static Round median(List<Round> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Round::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }
}
