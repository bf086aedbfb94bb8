package io.talel.gateway.article.bulk.archive;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of images in a text, whether Markdown or HTML. */
public final class ImageLinks {

    /** What can be an address: neither dialect allows these characters in one without quoting it. */
    private static final Pattern WORD = Pattern.compile("[^\\s\"'()<>\\[\\]]+");

    private static final Pattern IMAGE =
            Pattern.compile("\\.(?:gif|jpe?g|png|webp)(?:[?#].*)?$", Pattern.CASE_INSENSITIVE);

    private ImageLinks() {}

    /** @param other the address to put in place of one; empty if it stays */
    public static String replace(String text, Function<String, Optional<String>> other) {
        return WORD.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        of(found.group()).flatMap(other).orElse(found.group())));
    }

    private static Optional<String> of(String word) {
        return Optional.of(word).filter(some -> IMAGE.matcher(some).find());
    }
}
