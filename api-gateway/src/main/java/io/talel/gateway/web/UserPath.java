package io.talel.gateway.web;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/** Usernames as a segment of a path. */
public final class UserPath {

    private UserPath() {}

    /** @return empty for a text that is no username */
    public static Optional<Username> username(String segment) {
        try {
            return Optional.of(new Username(segment));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    /** {@code /users/ada}, percent-encoded. */
    public static String of(Username username) {
        return "/users/" + segment(username.value());
    }

    /** A text as one segment of a path, percent-encoded. */
    public static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }
}
