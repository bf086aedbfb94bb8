package io.talel.ops.console.status;

/**
 * A problem.
 *
 * @param processor its name, or {@code backups}
 * @param problem a sentence
 * @param remedy a sentence
 */
public record Problem(String processor, String problem, String remedy) {}
