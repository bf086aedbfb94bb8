package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import java.util.ArrayList;
import java.util.List;

/** Places of a text where a rule has found nothing, which are searched again once text after them is replaced. */
final class FailedAttempts {

    private record Attempt(int start, int reach) {}

    private final Budget budget;
    private List<Attempt> attempts = List.of();

    FailedAttempts(Budget budget) {
        this.budget = budget;
    }

    /** @param reach position up to which the text was searched */
    void failed(int start, int reach) {
        budget.charge(1);
        if (attempts.isEmpty()) {
            attempts = new ArrayList<>(4);
        }
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
