package io.talel.ops.console.cli.schema;

/**
 * A command that applies its {@link SchemaPolicy} itself, so that a refusal is recorded and reported like its other
 * failures.
 */
public interface ChecksSchemas {}
