package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;

/**
 * The user a valid access token speaks for. A controller method that takes it as its first parameter is answered with
 * 403 before its body is looked at when there is none.
 *
 * @param since when their session began
 */
public record SignedIn(SessionId sessionId, UserId userId, Username username, Instant since) {}
