package io.talel.gateway.auth.credential;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The most common leaked passwords, from the dictionary of zxcvbn: some 11,000 that are long enough. */
final class CommonPasswords {

    private static final Set<String> LOWER_CASE = load();

    private CommonPasswords() {}

    /** Ignores case. */
    static boolean contain(String password) {
        return LOWER_CASE.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(password -> password.length() >= Password.MIN_LENGTH)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
