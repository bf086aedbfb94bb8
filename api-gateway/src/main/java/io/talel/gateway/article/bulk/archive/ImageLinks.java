package io.talel.gateway.article.bulk.archive;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of images in a text, whether Markdown or HTML. */
public final class ImageLinks {

    private static final String CHARACTER = "[^\\s\"'()<>\\[\\]]";

    /** What can be an address without quotes: neither dialect allows other characters in one. */
    private static final Pattern WORD = Pattern.compile(CHARACTER + "++");

    /**
     * What can be an address: with blanks where quotes, brackets or the braces of a template enclose them, and with pairs of
     * parentheses. Each repetition keeps what it has matched, so the time grows with the length of the text only.
     */
    private static final Pattern ADDRESS = Pattern.compile("(?<==\")[^\"\\n<>]++(?=\")"
            + "|(?<==')[^'\\n<>]++(?=')"
            + "|(?<=<)[^<>\\n\"'=]++(?=>)"
            + "|(?:\\{\\{[^{}\\n]*+}})?" + CHARACTER + "++(?:\\(" + CHARACTER + "*+\\)" + CHARACTER + "*+){0,8}+");

    private static final Pattern EXTENSION = Pattern.compile("\\.(?:gif|jpe?g|png|webp)", Pattern.CASE_INSENSITIVE);

    private static final Pattern IMAGE =
            Pattern.compile(EXTENSION + "(?:[?#].*)?$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ImageLinks() {}

    /** @param other the address to put in place of one; empty if it stays */
    public static String replace(String text, Function<String, Optional<String>> other) {
        return !text.contains("\n") && isImage(text)
                ? other.apply(text).orElse(text)
                : ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(part(found.group(), other)));
    }

    /** Several addresses may be in one attribute: {@code srcset="a.png 1x, b.png 2x"}. */
    private static String part(String part, Function<String, Optional<String>> other) {
        return isImage(part)
                ? other.apply(part).orElse(part)
                : WORD.matcher(part)
                        .replaceAll(found -> Matcher.quoteReplacement(Optional.of(found.group())
                                .filter(ImageLinks::isImage)
                                .flatMap(other)
                                .orElse(found.group())));
    }

    private static boolean isImage(String address) {
        Matcher first = EXTENSION.matcher(address);
        return first.find()
                && address.indexOf(' ', first.end()) < 0
                && IMAGE.matcher(address).find();
    }
}
