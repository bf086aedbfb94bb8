package io.talel.ops.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rounds of ours and of what it is compared with, by turns when both are warm: the median of each. */
record Turns(Round ours, Round other) {

    static final int ROUNDS = 3;

    static Turns of(Load ours, Load other, Duration round) throws Exception {
        ours.warmUp(round);
        other.warmUp(round);
        List<Round> first = new ArrayList<>();
        List<Round> second = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            first.add(ours.run(round));
            second.add(other.run(round));
        }
        return new Turns(Round.median(first), Round.median(second));
    }
}
