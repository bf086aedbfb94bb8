package io.talel.ops.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs rounds of the product and of its comparison in turns when both are warm, and returns the median of each. */
record AlternatingRounds(Round ours, Round other) {

    static final int ROUNDS = 3;

    static AlternatingRounds of(Load ours, Load other, Duration round) throws Exception {
        ours.warmUp(round);
        other.warmUp(round);
        List<Round> first = new ArrayList<>();
        List<Round> second = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            first.add(ours.run(round));
            second.add(other.run(round));
        }
        return new AlternatingRounds(Round.median(first), Round.median(second));
    }
}
