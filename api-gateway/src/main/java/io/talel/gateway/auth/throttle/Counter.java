package io.talel.gateway.auth.throttle;

/** Of the attempts that one limit sees for one account, one network or everybody. */
record Counter(String key, Limit limit) {}
