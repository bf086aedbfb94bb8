package io.talel.command.personal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Seals the state of an aggregate about a person as a whole, under the key of that person. */
public final class SealedStates {

    private static final String FIELD = "state";

    private final PersonKeys keys;
    private final Seal seal;

    public SealedStates(PersonKeys keys, Seal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    /**
     * @param kind name of the kind of state, {@code User.1}
     * @param person name of the person's stream
     * @return empty if the person was erased
     */
    public Optional<byte[]> close(String kind, String person, byte[] state) {
        Seal.Place place = new Seal.Place(kind, FIELD, person);
        return keys.find(person).map(key -> seal.close(key, place, new String(state, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @return empty if the person was erased
     * @throws IllegalStateException if the state was sealed for another kind or person
     */
    public Optional<byte[]> open(String kind, String person, byte[] sealed) {
        Seal.Place place = new Seal.Place(kind, FIELD, person);
        return keys.find(person).map(key -> seal.open(key, place, new String(sealed, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.UTF_8));
    }
}
