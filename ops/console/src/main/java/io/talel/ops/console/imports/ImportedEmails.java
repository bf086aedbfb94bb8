package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.store.Rows;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that imports have processed, also those of persons erased since. Stores only HMACs, with a prefix that
 * keeps them apart from the look-up keys of existing persons.
 */
final class ImportedEmails {

    private static final String ALGORITHM = "HmacSHA256";

    private final Connection eventStore;
    private final ImportedStreams streams;
    private final Mac mac;

    ImportedEmails(Connection eventStore) throws SQLException {
        this.eventStore = eventStore;
        this.streams = new ImportedStreams(eventStore);
        byte[] key = Rows.first(eventStore, EVENT_STORE.get("look-up-key"), row -> row.getBytes(1))
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
        Optional<Entry> entry = find(email);
        return entry.isPresent()
                && (entry.get().userId() == null
                        || streams.find("user-" + entry.get().userId()).isPresent());
    }

    /** Whether an import gave the address to this user, or was about to. */
    boolean isOf(Email email, UserId user) throws SQLException {
        return find(email).map(Entry::userId).filter(id -> id == user.value()).isPresent();
    }

    private record Entry(@Nullable Long userId) {}

    private Optional<Entry> find(Email email) throws SQLException {
        return Rows.first(eventStore, AUTH.get("imported-user"), Rows.to(Entry.class), hmac(email));
    }

    /** @param user who has the address, or is about to be registered with it */
    void put(Email email, UserId user) throws SQLException {
        Rows.change(eventStore, AUTH.get("record-import"), hmac(email), user.value());
    }

    private byte[] hmac(Email email) {
        return mac.doFinal(("import " + email.value()).getBytes(UTF_8));
    }
}
