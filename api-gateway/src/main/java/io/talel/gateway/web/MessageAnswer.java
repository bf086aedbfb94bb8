package io.talel.gateway.web;

/** Says that something was done that has nothing else to show. */
public record MessageAnswer(String message) {}
