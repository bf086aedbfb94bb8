package io.talel.command.claims;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slug as what its title asked for and the number that made it unique.
 *
 * @param number from 1, which is not written
 */
record NumberedSlug(Slug base, int number) {

    private static final Pattern NUMBERS = Pattern.compile("(-[0-9]+)+$");
    private static final Pattern NUMBER = Pattern.compile("-([1-9][0-9]{0,8})");

    /** A slug that its title did not lead to, such as an imported one, is its own base. */
    static NumberedSlug of(Slug slug, Title title) {
        Slug base = Slug.of(title);
        if (slug.value().startsWith(base.value())) {
            Matcher number = NUMBER.matcher(slug.value().substring(base.value().length()));
            if (number.matches()) {
                return new NumberedSlug(base, Integer.parseInt(number.group(1)));
            }
        }
        return new NumberedSlug(slug, 1);
    }

    /** What all slugs have in common that could become the same by a number. */
    static String stem(Slug slug) {
        return NUMBERS.matcher(slug.value()).replaceFirst("");
    }
}
