package io.talel.kernel.user;

/** A query to the write side, answered with an optional {@link io.talel.kernel.StreamVersion}: the last of who has the name. */
public record FindRecordedUser(Username username) {}
