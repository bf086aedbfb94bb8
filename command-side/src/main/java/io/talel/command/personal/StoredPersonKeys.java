package io.talel.command.personal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of keys, read through a small memory. */
public final class StoredPersonKeys implements PersonKeys {

    /**
     * How long a node may go on reading the fields of a person whose key was deleted by another node; as short as the time in
     * which nodes hear of ended sessions. It saves what reads an account several times in one request its round trips.
     */
    static final Duration REMEMBERED = Duration.ofSeconds(2);

    private static final int REMEMBERED_KEYS = 10_000;
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Optional<SecretKey>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_KEYS)
            .expireAfterWrite(REMEMBERED)
            .build();

    public StoredPersonKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public Optional<SecretKey> find(String person) {
        Optional<SecretKey> known = remembered.getIfPresent(person);
        if (known != null) {
            return known;
        }
        Optional<SecretKey> stored = read(person);
        remembered.put(person, stored);
        return stored;
    }

    /** Reads the table: who was erased a moment ago is not there. */
    @Override
    public boolean isThere(String person) {
        return read(person).isPresent();
    }

    /** What is made here is not remembered: the transaction may yet be rolled back, and the key with it. */
    @Override
    public SecretKey findOrCreate(String person) {
        Optional<SecretKey> known = remembered.getIfPresent(person);
        if (known != null && known.isPresent()) {
            return known.get();
        }
        return read(person).orElseGet(() -> create(person));
    }

    /** Deletes it in the running transaction; this node forgets it once that has committed. */
    void delete(String person) {
        jdbc.sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(person)
                .update();
        CurrentUnitOfWork.get().afterCommit(_ -> remembered.invalidate(person));
    }

    private SecretKey create(String person) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        jdbc.sql("INSERT INTO personal.person_key (person, key) VALUES (?, ?)")
                .params(person, key)
                .update();
        // Later events of the same transaction read the new key, even if it was just looked up in vain.
        remembered.invalidate(person);
        CurrentUnitOfWork.ifStarted(work -> work.onRollback(_ -> remembered.invalidate(person)));
        return aes(key);
    }

    private Optional<SecretKey> read(String person) {
        return jdbc.sql("SELECT key FROM personal.person_key WHERE person = ?")
                .param(person)
                .query((row, _) -> aes(row.getBytes(1)))
                .optional();
    }

    private static SecretKey aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }
}
