package io.talel.gateway.article.history;

import io.talel.kernel.InvalidValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers of versions as clients write them. */
final class VersionParameter {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private VersionParameter() {}

    /** @return empty for what no version can be */
    static Optional<Long> parse(String text) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Long::valueOf);
    }

    /** @throws InvalidValue of this name if no version can be that */
    static long of(String name, String text) {
        return parse(text).orElseThrow(() -> new InvalidValue(name, "must be a version"));
    }
}
