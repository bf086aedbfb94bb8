package io.talel.gateway.web.answer;

/** A message that reports a finished action. */
public record MessageAnswer(String message) {}
