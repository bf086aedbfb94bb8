package io.talel.gateway.architecture.left;

import io.talel.gateway.architecture.right.Right;

/** Needs what needs it. */
public record Left(Right right) {}
