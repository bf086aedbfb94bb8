package io.talel.kernel.user;

/** A query to the write side, since a read model may be late. Answered with a {@code Boolean}: whether somebody has the name. */
public record DoesUserExist(Username username) {}
