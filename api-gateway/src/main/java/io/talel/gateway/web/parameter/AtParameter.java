package io.talel.gateway.web.parameter;

import io.talel.kernel.InvalidValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parameter {@code at} asks for what was shown at an earlier time. */
public final class AtParameter {

    private AtParameter() {}

    public static Instant of(String at) {
        return Instants.of("at", at);
    }

    /** For what has no past here: a client that asks for it must not get what there is today. */
    public static InvalidValue noPast() {
        return new InvalidValue("at", "is known to /articles, /articles/{slug} and /users/{username}/articles only");
    }

    /** For a parameter that this list of an earlier time does not have, while another list does. */
    public static void requireMissing(String parameter, @Nullable String value) {
        if (value != null) {
            throw new InvalidValue(parameter, "must not be given with 'at': follow the 'Link' to the next page");
        }
    }
}
