package io.talel.ops.backup.persons;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Numbers of all persons whose removal is in the log: some thousands at most. */
public record ErasedPersons(Set<String> numbers) {

    public static final ErasedPersons NONE = new ErasedPersons(Set.of());

    /** Prefix of every person's objects in the image bucket, followed by the number and a slash. */
    private static final String USERS = "users/";

    private static final String ERASED = KeylessPersons.WITHOUT_KEY
            + "SELECT split_part(person, '-', 2) FROM without_key WHERE last_event = 'UserRemoved'";

    public static ErasedPersons of(Connection eventStore) throws SQLException {
        return new ErasedPersons(Set.copyOf(Rows.texts(eventStore, ERASED)));
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** @param key of an object in the bucket of images */
    public boolean had(String key) {
        int end = key.indexOf('/', USERS.length());
        return key.startsWith(USERS) && end > 0 && numbers.contains(key.substring(USERS.length(), end));
    }
}
