package io.talel.ops.console.cli.schema;

/** A command that applies its {@link SchemaPolicy} itself, so that a refusal is told and recorded as its other failures are. */
public interface ChecksSchemas {}
