package io.talel.gateway.auth.credential;

import io.talel.kernel.user.UserId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stored hashes, by user. A credential is written before its user is registered and does nothing until then, so a crash in
 * between leaves no user without a password; it stays marked as inert until the user is known to exist.
 */
@Component
public final class Credentials {

    private final JdbcClient jdbc;

    public Credentials(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void addInert(UserId userId, String passwordHash, Instant at) {
        jdbc.sql("""
                INSERT INTO auth.credential (user_id, password_hash, created_at, inert)
                VALUES (:userId, :passwordHash, :at, true)
                """)
                .param("userId", userId.value())
                .param("passwordHash", passwordHash)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Reads hash and generation together, so that they match. */
    public Optional<Credential> find(UserId userId) {
        return jdbc.sql("""
                SELECT password_hash, password_number, disabled_at IS NOT NULL AS disabled
                FROM auth.credential
                WHERE user_id = :userId
                """)
                .param("userId", userId.value())
                .query((row, _) -> new Credential(
                        row.getString("password_hash"), row.getInt("password_number"), row.getBoolean("disabled")))
                .optional();
    }

    public Optional<String> passwordHash(UserId userId) {
        return find(userId).map(Credential::passwordHash);
    }

    /** Replaces a hash, if it is still stored, by another one of the same password. */
    public void rehash(UserId userId, String known, String renewed) {
        replace(userId, known, renewed, 0);
    }

    /**
     * Replaces a hash by that of another password.
     *
     * @return whether the stored hash was the expected one
     */
    public boolean replacePassword(UserId userId, String known, String renewed) {
        return replace(userId, known, renewed, 1);
    }

    private boolean replace(UserId userId, String known, String renewed, int passwords) {
        return jdbc.sql("""
                        UPDATE auth.credential
                        SET password_hash = :renewed, password_number = password_number + :passwords
                        WHERE user_id = :userId AND password_hash = :known
                        """)
                        .param("passwords", passwords)
                        .param("renewed", renewed)
                        .param("userId", userId.value())
                        .param("known", known)
                        .update()
                > 0;
    }

    /** Marks the credential as that of an existing user. */
    public void confirm(UserId userId) {
        jdbc.sql("UPDATE auth.credential SET inert = false WHERE user_id = :userId")
                .param("userId", userId.value())
                .update();
    }

    /** Deletes the credential of a user who was never registered. */
    public void dropInert(UserId userId) {
        jdbc.sql("DELETE FROM auth.credential WHERE user_id = :userId AND inert")
                .param("userId", userId.value())
                .update();
    }

    /** Deletes the credential of a removed user. */
    public void remove(UserId userId) {
        jdbc.sql("DELETE FROM auth.credential WHERE user_id = :userId")
                .param("userId", userId.value())
                .update();
    }

    /** Up to a thousand inert credentials, the oldest first. */
    List<UserId> inertSince(Instant time) {
        return jdbc.sql("""
                SELECT user_id FROM auth.credential
                WHERE inert AND created_at < :time
                ORDER BY created_at
                LIMIT 1000
                """)
                .param("time", Timestamp.from(time))
                .query((row, _) -> new UserId(row.getLong("user_id")))
                .list();
    }
}
