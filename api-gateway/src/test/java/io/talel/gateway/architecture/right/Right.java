package io.talel.gateway.architecture.right;

import io.talel.gateway.architecture.left.Left;

/** Needs what needs it. */
public record Right(Left left) {}
