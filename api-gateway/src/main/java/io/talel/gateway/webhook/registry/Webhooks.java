package io.talel.gateway.webhook.registry;

import io.talel.gateway.auth.schema.PersonalRows;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The webhooks of authors: rows of the event store's database. Addresses and secrets are encrypted. */
@Component
public class Webhooks implements PersonalRows {

    /** Most webhooks of an account. */
    public static final int MOST = 10;

    /** Most rows that a statement deletes, so that no transaction is long. */
    private static final int BATCH = 1000;

    private static final String COLUMNS =
            "id, events, url, secret_number, secret, created_at, failing_since, disabled_at";

    private final JdbcClient jdbc;
    private final SealedTexts texts;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            @Qualifier("authJdbcClient") JdbcClient jdbc,
            @Qualifier("webhookTexts") SealedTexts texts,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.transaction = new TransactionTemplate(eventStoreTransactionManager);
    }

    public long nextId() {
        return jdbc.sql("SELECT nextval('auth.webhook_id')").query(Long.class).single();
    }

    /**
     * Adds a webhook, of which nodes know later ({@link HookedAuthors}).
     *
     * @throws HttpRefusal with 409 if the account has as many as it may have, or one with this address
     */
    public Webhook add(UserId author, long id, ReceiverUrl url, EventTypes events) {
        WebhookSecret secret = WebhookSecret.random(random);
        transaction.executeWithoutResult(_ -> {
            // The lock makes the checks exact when requests are concurrent.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || :author, 0))")
                    .param("author", author.toString())
                    .query((_, _) -> true)
                    .single();
            refuseAnother(of(author), url);
            insert(author, id, url, events, secret);
        });
        return find(author, id).orElseThrow();
    }

    private static void refuseAnother(List<Webhook> present, ReceiverUrl url) {
        if (present.size() >= MOST) {
            throw new HttpRefusal(HttpStatus.CONFLICT, "An account has at most " + MOST + " webhooks");
        }
        if (present.stream()
                .map(Webhook::url)
                .flatMap(text -> ReceiverUrl.read(text).stream())
                .anyMatch(url::isSame)) {
            throw new HttpRefusal(HttpStatus.CONFLICT, "The account has a webhook with this address");
        }
    }

    private void insert(UserId author, long id, ReceiverUrl url, EventTypes events, WebhookSecret secret) {
        jdbc.sql("""
                        INSERT INTO auth.webhook (id, user_id, events, url, secret)
                        VALUES (:id, :author, :events, :url, :secret)
                        """)
                .param("id", id)
                .param("author", author.value())
                .param("events", events.values().toArray(String[]::new))
                .param("url", texts.seal(placeOfUrl(id), url.value()))
                .param("secret", texts.seal(placeOfSecret(id), secret.value()))
                .update();
    }

    public Optional<Webhook> find(UserId author, long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM auth.webhook WHERE id = :id AND user_id = :author")
                .param("id", id)
                .param("author", author.value())
                .query((row, _) -> webhook(row))
                .optional();
    }

    /** The oldest first. */
    public List<Webhook> of(UserId author) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM auth.webhook WHERE user_id = :author ORDER BY id")
                .param("author", author.value())
                .query((row, _) -> webhook(row))
                .list();
    }

    private Webhook webhook(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new Webhook(
                id,
                new EventTypes(List.of((String[]) row.getArray("events").getArray())),
                texts.open(placeOfUrl(id), row.getString("url")).orElse(""),
                row.getInt("secret_number"),
                new WebhookSecret(
                        texts.open(placeOfSecret(id), row.getString("secret")).orElse("")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "failing_since"),
                instant(row, "disabled_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** @return whether the author had it */
    public boolean remove(UserId author, long id) {
        return jdbc.sql("DELETE FROM auth.webhook WHERE id = :id AND user_id = :author")
                        .param("id", id)
                        .param("author", author.value())
                        .update()
                > 0;
    }

    /**
     * Gives a webhook another secret. The one before signs as well, for a day.
     *
     * @param expected number of the secret to replace; null for any
     * @return the webhook, with another secret unless that is done already; empty if the author has no such webhook
     */
    public Optional<Webhook> rotate(UserId author, long id, @Nullable Long expected) {
        jdbc.sql("""
                        UPDATE auth.webhook
                        SET former_secret = secret, former_until = now() + make_interval(secs => :validity),
                            secret = :secret, secret_number = secret_number + 1
                        WHERE id = :id AND user_id = :author
                          AND secret_number = coalesce(CAST(:expected AS integer), secret_number)
                        """)
                .param("id", id)
                .param("author", author.value())
                .param("expected", expected)
                .param("validity", WebhookSecret.FORMER_VALIDITY.toSeconds())
                .param(
                        "secret",
                        texts.seal(
                                placeOfSecret(id), WebhookSecret.random(random).value()))
                .update();
        return find(author, id);
    }

    @Override
    public void stop(UserId userId) {
        jdbc.sql("UPDATE auth.webhook SET disabled_at = now() WHERE user_id = :user")
                .param("user", userId.value())
                .update();
    }

    /** The messages come last: an insertion under way holds the webhook until it is done. */
    @Override
    public void forget(UserId userId) {
        for (String table : List.of("auth.webhook_delivery", "auth.webhook", "auth.outbox")) {
            JdbcClient.StatementSpec some =
                    jdbc.sql("""
                            DELETE FROM %1$s
                            WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE user_id = :user LIMIT %2$d))
                            """.formatted(table, BATCH)).param("user", userId.value());
            while (some.update() > 0) {
                // There may be more.
            }
        }
    }

    /** Encrypts what is encrypted under an older key again, so that the older key can go. */
    public void sealAgain() {
        jdbc.sql("""
                        SELECT id, url, secret, coalesce(former_secret, '') AS former FROM auth.webhook
                        WHERE NOT (starts_with(url, :key) AND starts_with(secret, :key)
                                   AND starts_with(coalesce(former_secret, :key), :key))
                        """)
                .param("key", texts.keyId())
                .query((row, _) -> List.of(
                        row.getString("id"), row.getString("url"), row.getString("secret"), row.getString("former")))
                .list()
                .forEach(row -> sealAgain(Long.parseLong(row.get(0)), row.get(1), row.get(2), row.get(3)));
    }

    /** Does nothing if the secret was rotated meanwhile. What cannot be opened stays as it is. */
    private void sealAgain(long id, String url, String secret, String former) {
        jdbc.sql("""
                        UPDATE auth.webhook SET url = :url, secret = :secret, former_secret = nullif(:former, '')
                        WHERE id = :id AND secret = :before
                        """)
                .param("id", id)
                .param("before", secret)
                .param("url", sealedAgain(placeOfUrl(id), url))
                .param("secret", sealedAgain(placeOfSecret(id), secret))
                .param("former", former.isEmpty() ? "" : sealedAgain(placeOfSecret(id), former))
                .update();
    }

    private String sealedAgain(String place, String sealed) {
        return texts.open(place, sealed).map(text -> texts.seal(place, text)).orElse(sealed);
    }

    public static String placeOfUrl(long id) {
        return "address of webhook " + id;
    }

    public static String placeOfSecret(long id) {
        return "secret of webhook " + id;
    }
}
