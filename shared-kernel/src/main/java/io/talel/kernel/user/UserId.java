package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;

/** Number of one user, positive and growing; as text it is the name of its stream, {@code user-42}. */
public record UserId(@JsonValue long value) {

    @JsonCreator
    public UserId {
        if (value <= 0) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    @Override
    public String toString() {
        return "user-" + value;
    }
}
