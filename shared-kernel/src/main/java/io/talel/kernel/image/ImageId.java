package io.talel.kernel.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;

/** Number of one image, positive and growing; as text it is the name of its stream, {@code image-42}. */
public record ImageId(@JsonValue long value) {

    @JsonCreator
    public ImageId {
        if (value <= 0) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    @Override
    public String toString() {
        return "image-" + value;
    }
}
