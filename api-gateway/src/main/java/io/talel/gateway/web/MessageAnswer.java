package io.talel.gateway.web;

/** A message that reports a finished action. */
public record MessageAnswer(String message) {}
