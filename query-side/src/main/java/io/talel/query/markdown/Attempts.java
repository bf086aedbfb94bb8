package io.talel.query.markdown;

import java.util.ArrayDeque;
import java.util.Deque;

/** Places of a text where a rule looked in vain, to be looked at again once something after them is replaced. */
final class Attempts {

    private record Attempt(int start, int reach) {}

    private final Budget budget;
    private final Deque<Attempt> attempts = new ArrayDeque<>(4);

    Attempts(Budget budget) {
        this.budget = budget;
    }

    /** @param reach position up to which the text was looked at */
    void failed(int start, int reach) {
        budget.charge(1);
        attempts.add(new Attempt(start, reach));
    }

    /** Returns the first place that looked beyond this position, which is where a piece starts, or else the position. */
    int retryBefore(int piece) {
        for (Attempt attempt : attempts) {
            budget.charge(1);
            if (attempt.reach() > piece) {
                return attempt.start();
            }
        }
        return piece;
    }
}
