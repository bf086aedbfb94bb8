package io.talel.gateway.auth.token;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecurityException;
import io.talel.gateway.auth.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads access tokens: JWTs signed with HS512 and nothing else. A token is refused for its signature first,
 * then for its age, then for what it claims.
 */
public final class AccessTokens {

    /**
     * How far the clock of the node that issued a token may be ahead. It goes for the times from which a token is valid; none
     * is valid after its expiry.
     */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** Longest token accepted, in characters: several times the longest one issued. */
    static final int MAX_LENGTH = 4096;

    private static final String EXPIRED = "Signature has expired";

    private final KeyRing keys;
    private final Duration lifetime;
    private final Clock clock;
    private final JwtParser parser;

    /** @param lifetime how long a token is valid, unless its session ends sooner */
    AccessTokens(KeyRing keys, Duration lifetime, Clock clock) {
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
        this.parser = Jwts.parser()
                .keyLocator(keys)
                .sig()
                .clear()
                .add(Jwts.SIG.HS512)
                .and()
                .zip()
                .clear()
                .and()
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(CLOCK_SKEW.toSeconds())
                .build();
    }

    /** A token for the session's user that ends with the session at the latest. */
    public String issue(Session session) {
        Instant now = clock.instant();
        Instant full = now.plus(lifetime);
        Instant expiry = full.isBefore(session.endsAt()) ? full : session.endsAt();
        KeyRing.SigningKey key = keys.signing();
        return Jwts.builder()
                .header()
                .keyId(key.id())
                .and()
                .claims(AccessClaims.of(session))
                .id(UUID.randomUUID().toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(expiry))
                .signWith(key.key(), Jwts.SIG.HS512)
                .compact();
    }

    /**
     * Reads a token that has a good signature, has not expired and is an access token of ours. A shorter lifetime also
     * shortens the tokens issued before: ends of sessions are kept for one lifetime only.
     *
     * @throws TokenRefused for any other text
     */
    public AccessToken read(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new TokenRefused("Token is too long");
        }
        Instant now = clock.instant();
        Claims claims = verified(token, now);
        if (hasExpired(claims, now)) {
            throw new TokenRefused(EXPIRED);
        }
        return AccessClaims.accept(claims, now);
    }

    private boolean hasExpired(Claims claims, Instant now) {
        return isReached(claims.getExpiration(), Duration.ZERO, now) || isReached(claims.getIssuedAt(), lifetime, now);
    }

    private static boolean isReached(@Nullable Date time, Duration later, Instant now) {
        return time != null && !time.toInstant().plus(later).isAfter(now);
    }

    private Claims verified(String token, Instant now) {
        if (token.chars().filter(each -> each == '.').count() != 2) {
            // The parser would take five parts for an encrypted token and our key for one of its algorithm.
            throw new TokenRefused("Token is malformed");
        }
        try {
            return parser.parseSignedClaims(token).getPayload();
        } catch (ExpiredJwtException _) {
            throw new TokenRefused(EXPIRED);
        } catch (PrematureJwtException e) {
            throw new TokenRefused(hasExpired(e.getClaims(), now) ? EXPIRED : "Token is not yet valid");
        } catch (UnsupportedJwtException _) {
            throw new TokenRefused("Token is of a kind that is not accepted");
        } catch (SecurityException _) {
            throw new TokenRefused("Signature verification failed");
        } catch (JwtException | IllegalArgumentException _) {
            throw new TokenRefused("Token is malformed");
        }
    }
}
