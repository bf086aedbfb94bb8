package io.talel.command.personal;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The keys of the persons whom events describe, one a person. Deleting a key erases its person from the log. */
public interface PersonKeys {

    /**
     * @param person name of the person's stream, {@code user-7}
     * @return empty once the person was erased
     */
    Optional<SecretKey> find(String person);

    /** Whether the person registered and was not erased, by what is stored now. */
    default boolean isThere(String person) {
        return find(person).isPresent();
    }

    /**
     * The key of somebody who is there.
     *
     * @throws CommandRefused if they never registered, or were erased: nothing is recorded of them
     */
    default SecretKey require(String person) {
        return find(person).orElseThrow(() -> new CommandRefused(new Refusal.Unknown(person)));
    }

    /** The key to write the first event of a person under: made in the transaction that appends that event. */
    SecretKey findOrCreate(String person);
}
