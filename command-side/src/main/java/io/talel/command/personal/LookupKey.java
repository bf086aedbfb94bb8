package io.talel.command.personal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key under which a personal value can be looked up without being stored. */
public final class LookupKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final JdbcClient jdbc;
    private volatile @Nullable SecretKey key;

    public LookupKey(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** HMAC-SHA-256 of the text's UTF-8, 32 bytes. */
    public byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private SecretKey key() {
        SecretKey known = key;
        if (known == null) {
            known = jdbc.sql("SELECT key FROM personal.lookup_key")
                    .query((row, _) -> new SecretKeySpec(row.getBytes(1), ALGORITHM))
                    .single();
            key = known;
        }
        return known;
    }
}
