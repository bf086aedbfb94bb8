package io.talel.samples.gateway.article;

import io.talel.gateway.auth.session.Sessions;

/** An article that looks into sessions. */
public record SessionReader(Sessions sessions) {}
