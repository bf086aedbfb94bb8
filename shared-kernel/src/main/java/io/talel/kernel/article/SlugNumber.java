package io.talel.kernel.article;

import io.talel.kernel.InvalidValue;
import java.util.regex.Pattern;

/**
 * The number at the end of the slug of a title that came before: {@code hello-2}. Numbers count from 2; 1 stands for a slug
 * without a number.
 */
public final class SlugNumber {

    /** Any number that {@link #add} may add. */
    private static final Pattern NUMBER = Pattern.compile("[2-9]|[1-9][0-9]{1,8}");

    private SlugNumber() {}

    public static Slug add(Slug base, int number) {
        return number == 1 ? base : new Slug(base.value() + "-" + number);
    }

    /** The reverse of {@link #add}: what the number was added to. */
    public static Slug remove(Slug slug, int number) {
        String suffix = "-" + number;
        if (number == 1) {
            return slug;
        }
        if (!slug.value().endsWith(suffix)) {
            throw new InvalidValue("slug", "must end in " + suffix);
        }
        return new Slug(slug.value().substring(0, slug.value().length() - suffix.length()));
    }

    /** The number that {@link #add} added to {@code base} to make {@code slug}; 1 if it was made in another way. */
    public static int of(Slug slug, Slug base) {
        String prefix = base.value() + "-";
        String number = slug.value().startsWith(prefix) ? slug.value().substring(prefix.length()) : "";
        return NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 1;
    }
}
