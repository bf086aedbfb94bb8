package io.talel.kernel.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import java.util.Optional;

/** The last segment of an image's address, {@code sunset_k3v9x.jpg}; unique among the images of its owner, as long as they are not erased. */
public record ImageFileName(@JsonValue String value) {

    /** Longest file name, in characters. */
    public static final int MAX_LENGTH = 255;

    /** What the names of the images of erased persons read as. */
    public static final String ERASED = "deleted image";

    private static final TextRule RULE = new TextRule("file", MAX_LENGTH);

    @JsonCreator
    public ImageFileName {
        RULE.checkNotBlank(value);
    }

    /** @return empty for a text that is no file name */
    public static Optional<ImageFileName> read(String text) {
        try {
            return Optional.of(new ImageFileName(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
