package io.talel.ops.backup;

import io.talel.query.deadletter.DeadLetterId;

/** Breaks a rule of {@code ConsoleRulesTest}. */
public final class KnowsLetters {
    private DeadLetterId letter;
}
