package io.talel.ops.console.status;

/**
 * What is wrong.
 *
 * @param processor where; or {@code backups}
 * @param problem what, in a sentence
 * @param remedy what to do about it, in a sentence
 */
public record Problem(String processor, String problem, String remedy) {}
