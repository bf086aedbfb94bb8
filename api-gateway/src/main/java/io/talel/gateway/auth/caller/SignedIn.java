package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;

/**
 * The user of a valid access token. A controller method with this type as its first parameter answers 403 without a token,
 * before the body is read.
 *
 * @param since beginning of the session
 */
public record SignedIn(SessionId sessionId, UserId userId, Username username, Instant since) {}
