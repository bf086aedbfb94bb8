package io.talel.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The header {@code Accept}. */
public final class Accept {

    private Accept() {}

    /** The media types in their order; empty for a missing or malformed header. */
    public static List<MediaType> types(@Nullable String header) {
        try {
            return MediaType.parseMediaTypes(header);
        } catch (InvalidMediaTypeException _) {
            return List.of();
        }
    }
}
