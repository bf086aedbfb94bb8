package io.talel.kernel.configuration;

import java.util.Locale;
import java.util.regex.Pattern;

/** Signs that a secret was typed or copied from an example, not drawn at random. */
final class WeakSecrets {

    /** A shorter password is weak. */
    static final int PASSWORD_LENGTH = 12;

    /** A random secret has more different characters. */
    private static final int FEW_CHARACTERS = 8;

    private static final Pattern WORDS = Pattern.compile("change|secret|passw|example|talelio|postgres");

    private WeakSecrets() {}

    static boolean isGuessable(String secret) {
        return !secret.isEmpty()
                && (secret.chars().distinct().count() < FEW_CHARACTERS
                        || WORDS.matcher(secret.toLowerCase(Locale.ROOT)).find()
                        || isRepetition(secret));
    }

    /** Whether a part of it is repeated to the end. */
    private static boolean isRepetition(String secret) {
        for (int part = 1; part <= secret.length() / 2; part++) {
            if (secret.regionMatches(part, secret, 0, secret.length() - part)) {
                return true;
            }
        }
        return false;
    }
}
