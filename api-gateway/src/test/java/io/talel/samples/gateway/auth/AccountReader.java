package io.talel.samples.gateway.auth;

import io.talel.gateway.account.login.SessionEndDispatch;

/** Auth that knows what people do. */
public record AccountReader(SessionEndDispatch ends) {}
