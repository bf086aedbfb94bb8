package io.talel.gateway.auth.session;

/** An open session and its current refresh token. */
public record IssuedSession(Session session, RefreshToken refreshToken) {}
