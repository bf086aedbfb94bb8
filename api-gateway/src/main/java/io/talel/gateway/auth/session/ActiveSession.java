package io.talel.gateway.auth.session;

/** A session that was begun or goes on, and the only refresh token that prolongs it from now on. */
public record ActiveSession(Session session, RefreshToken refreshToken) {}
