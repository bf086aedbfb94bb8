package io.talel.gateway.web.parameter;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The header {@code Accept}. */
public final class Accept {

    private Accept() {}

    /** The media types in their order; empty for a missing or malformed header. */
    public static List<MediaType> types(@Nullable String header) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(header);
            // Spring reads an upper-case Q only here, and unchecked.
            types.forEach(MediaType::getQualityValue);
            return types;
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /** Whether a type is preferred to another. Ignores wildcards; the first of equal preferences wins. */
    public static boolean prefers(@Nullable String header, MediaType type, MediaType other) {
        return types(header).stream()
                .filter(accepted -> accepted.getQualityValue() > 0)
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .filter(accepted -> type.equalsTypeAndSubtype(accepted) || other.equalsTypeAndSubtype(accepted))
                .findFirst()
                .filter(type::equalsTypeAndSubtype)
                .isPresent();
    }
}
