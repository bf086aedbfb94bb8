package io.talel.gateway.live;

import io.talel.kernel.InvalidValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of the log after which a client wants to go on.
 *
 * @param name what the client gives it in: the header or a parameter of the address
 */
record LastEventId(String name, long place) {

    static final String HEADER = "Last-Event-ID";

    private static final Pattern PLACE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /**
     * @param header which browsers send when they connect again; it counts for more than the address, which stays the same
     * @param after from the address, since browsers cannot set the header when they connect first
     * @return empty for the present
     * @throws InvalidValue for what no stream has sent
     */
    static Optional<LastEventId> of(@Nullable String header, @Nullable String after) {
        return header == null || header.isEmpty() ? parsed("after", after) : parsed(HEADER, header);
    }

    InvalidValue unknown() {
        return new InvalidValue(name, "is not known: begin without it");
    }

    private static Optional<LastEventId> parsed(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!PLACE.matcher(text).matches()) {
            throw new InvalidValue(name, "must be the id of an event");
        }
        return Optional.of(new LastEventId(name, Long.parseLong(text)));
    }
}
