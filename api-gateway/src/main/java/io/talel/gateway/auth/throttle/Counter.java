package io.talel.gateway.auth.throttle;

/** The counter of one limit for one account, one network or everybody. */
record Counter(String key, Limit limit) {}
