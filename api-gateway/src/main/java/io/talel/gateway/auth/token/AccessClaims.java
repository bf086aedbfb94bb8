package io.talel.gateway.auth.token;

import io.jsonwebtoken.Claims;
import io.talel.gateway.auth.session.Session;
import io.talel.gateway.auth.session.SessionId;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token beside its times. {@code user_id} and {@code username} are what v1 clients read; the
 * type keeps any other token that is signed with the same key from passing for an access token.
 */
final class AccessClaims {

    static final String TYPE = "access";
    static final String ISSUER = "talelio";
    static final String AUDIENCE = "talelio-api";

    /** Beginning of the session in microseconds: a log-in may follow the end of all sessions within the same second. */
    private static final String BEGUN_AT = "begun_at";

    private AccessClaims() {}

    static Map<String, Object> of(Session session) {
        return Map.of(
                "typ",
                TYPE,
                "iss",
                ISSUER,
                "aud",
                Set.of(AUDIENCE),
                "sub",
                session.userId().toString(),
                "sid",
                session.id().value(),
                "user_id",
                session.userId().value(),
                "username",
                session.username().value(),
                BEGUN_AT,
                ChronoUnit.MICROS.between(Instant.EPOCH, session.begunAt()));
    }

    static AccessToken accept(Claims claims, Instant now) {
        refuseUnless(TYPE.equals(claims.get("typ")), "Token is not an access token");
        refuseUnless(ISSUER.equals(claims.getIssuer()), "Token is of another issuer");
        refuseUnless(Set.of(AUDIENCE).equals(claims.getAudience()), "Token is for another audience");
        refuseUnless(claims.getExpiration() != null, "Token has no expiry");
        refuseUnless(claims.getId() != null, "Token has no identifier");
        refuseUnless(isPast(claims.getIssuedAt(), now), "Token has no time of issue, or one in the future");
        AccessToken token = new AccessToken(sessionId(claims), userId(claims), username(claims), begunAt(claims));
        refuseUnless(token.userId().toString().equals(claims.getSubject()), "Token is of another subject");
        return token;
    }

    private static boolean isPast(@Nullable Date issuedAt, Instant now) {
        return issuedAt != null && !issuedAt.toInstant().isAfter(now.plus(AccessTokens.CLOCK_SKEW));
    }

    private static SessionId sessionId(Claims claims) {
        if (claims.get("sid") instanceof String sid && SessionId.isWellFormed(sid)) {
            return new SessionId(sid);
        }
        throw new TokenRefused("Token has no session");
    }

    private static UserId userId(Claims claims) {
        Object id = claims.get("user_id");
        if ((id instanceof Integer || id instanceof Long) && ((Number) id).longValue() > 0) {
            return new UserId(((Number) id).longValue());
        }
        throw new TokenRefused("Token has no user");
    }

    /** A token of an earlier release has only its time of issue, which is not before the beginning of its session. */
    private static Instant begunAt(Claims claims) {
        return switch (claims.get(BEGUN_AT)) {
            case null -> claims.getIssuedAt().toInstant();
            case Long micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            default -> throw new TokenRefused("Token has an impossible beginning of its session");
        };
    }

    private static Username username(Claims claims) {
        if (claims.get("username") instanceof String name) {
            try {
                return new Username(name);
            } catch (InvalidValue _) {
                throw new TokenRefused("Token has an impossible username");
            }
        }
        throw new TokenRefused("Token has no username");
    }

    private static void refuseUnless(boolean condition, String reason) {
        if (!condition) {
            throw new TokenRefused(reason);
        }
    }
}
