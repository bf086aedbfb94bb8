package io.talel.ops.console.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.kernel.user.Email;
import io.talel.ops.console.store.Rows;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Those that an import has dealt with, also of people who were erased since. Only HMACs are kept, with a prefix: they are
 * none of those that say whose an address is.
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

    boolean contains(Email email) throws SQLException {
        return Rows.number(eventStore, "SELECT count(*) FROM auth.imported WHERE email_hmac = ?", hmac(email)) > 0;
    }

    void add(Email email) throws SQLException {
        Rows.change(
                eventStore, "INSERT INTO auth.imported (email_hmac) VALUES (?) ON CONFLICT DO NOTHING", hmac(email));
    }

    private byte[] hmac(Email email) {
        return mac.doFinal(("import " + email.value()).getBytes(UTF_8));
    }
}
