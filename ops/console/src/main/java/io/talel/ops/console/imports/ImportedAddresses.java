package io.talel.ops.console.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.store.Rows;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses that imports have processed, also those of persons erased since. Stores only HMACs, with a prefix that
 * keeps them apart from the look-up keys of existing persons.
 */
final class ImportedAddresses {

    private static final String ALGORITHM = "HmacSHA256";

    private final Connection eventStore;
    private final Mac mac;

    ImportedAddresses(Connection eventStore) throws SQLException {
        this.eventStore = eventStore;
        byte[] key = Rows.first(eventStore, "SELECT key FROM personal.lookup_key", row -> row.getBytes(1))
                .orElseThrow();
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    /**
     * Whether an import gave the address to a person whose registration is in the log; older entries do not say to
     * whom.
     */
    boolean isDealtWith(Email email) throws SQLException {
        return Rows.number(eventStore, """
                        SELECT count(*) FROM auth.imported
                        WHERE email_hmac = ?
                          AND (user_id IS NULL
                               OR EXISTS (SELECT FROM event_store.domain_event
                                          WHERE aggregate_identifier = 'user-' || user_id AND sequence_number = 0))""", hmac(email)) > 0;
    }

    /** Whether an import gave the address to this user, or was about to. */
    boolean isOf(Email email, UserId user) throws SQLException {
        return Rows.number(
                        eventStore,
                        "SELECT count(*) FROM auth.imported WHERE email_hmac = ? AND user_id = ?",
                        hmac(email),
                        user.value())
                > 0;
    }

    /** @param user who has the address, or is about to be registered with it */
    void put(Email email, UserId user) throws SQLException {
        Rows.change(eventStore, """
                INSERT INTO auth.imported (email_hmac, user_id) VALUES (?, ?)
                ON CONFLICT (email_hmac) DO UPDATE SET user_id = excluded.user_id""", hmac(email), user.value());
    }

    private byte[] hmac(Email email) {
        return mac.doFinal(("import " + email.value()).getBytes(UTF_8));
    }
}
