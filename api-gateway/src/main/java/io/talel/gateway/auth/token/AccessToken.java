package io.talel.gateway.auth.token;

import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;

/**
 * The content of a well-signed, unexpired access token; its session may have ended since.
 *
 * @param begunAt when its session began
 */
public record AccessToken(SessionId sessionId, UserId userId, Username username, Instant begunAt) {}
