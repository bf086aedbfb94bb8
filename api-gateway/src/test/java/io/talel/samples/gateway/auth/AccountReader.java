package io.talel.samples.gateway.auth;

import io.talel.gateway.account.login.SessionEnds;

/** Auth that knows what people do. */
public record AccountReader(SessionEnds ends) {}
