package io.talel.ops.benchmark;

import java.util.Comparator;
import java.util.List;

/** What one round of a load reached. */
record Round(long operations, double seconds, CpuTime cpu) {

    double perSecond() {
        return operations / seconds;
    }

    /** Processor time of the servers for one operation. */
    double serverMillis() {
        return cpu.serverMillis() / operations;
    }

    /** Both steps for each of the operations, one step after the other. */
    Round then(Round next) {
        return new Round(next.operations, seconds + next.seconds, cpu.plus(next.cpu));
    }

    /** The round in the middle, by what it reached; one of an odd number of them. */
    static Round median(List<Round> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Round::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }
}
