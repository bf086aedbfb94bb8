package io.talel.ops.backup;

import io.talel.query.deadletter.DeadLetter;

/** Breaks a rule of {@code ConsoleRulesTest}. */
public final class KnowsLetters {
    private DeadLetter letter;
}
