package io.talel.gateway.auth;

/** Says that something was done that has nothing else to show. */
record MessageAnswer(String message) {}
