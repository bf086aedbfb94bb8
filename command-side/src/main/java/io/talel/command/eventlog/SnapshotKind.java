package io.talel.command.eventlog;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Aggregates whose state is kept as a snapshot: the JSON of all of their fields.
 *
 * @param revision counts up with every change of that JSON or of its meaning
 * @param personal whether fields are about the person of the stream; then the whole state is sealed under their key
 */
public record SnapshotKind(Class<?> aggregate, int revision, boolean personal) {

    private static final ObjectMapper FIELDS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();

    String name() {
        return aggregate.getSimpleName();
    }

    /** The name with its revision: {@code Article.1} */
    String nameAndRevision() {
        return name() + "." + revision;
    }

    public byte[] write(Object state) {
        try {
            return FIELDS.writeValueAsBytes(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException if the JSON is not to the byte what this code would write */
    public Object read(byte[] stored) {
        try {
            Object state = FIELDS.readValue(stored, aggregate);
            if (!Arrays.equals(write(state), stored)) {
                throw new IOException("Not what revision %d of %s looks like".formatted(revision, name()));
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
