package io.talel.gateway.feed;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the addresses in HTML absolute, since a feed is read elsewhere. The HTML is that of the sanitiser: well-formed. */
final class AbsoluteAddresses {

    /** A start tag; quotes may hold {@code >}. */
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>");

    private static final Pattern ADDRESS = Pattern.compile("(?<=\\s)(href|src|cite|poster)=\"([^\"]*+)\"");

    private static final Pattern PICTURES = Pattern.compile("(?<=\\s)srcset=\"([^\"]*+)\"");

    /** An address of a {@code srcset}, at its beginning or behind a comma. */
    private static final Pattern PICTURE = Pattern.compile("(^\\s*|,\\s*)([^\\s,]\\S*?)(?=,?(?:\\s|$))");

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    private AbsoluteAddresses() {}

    /** @param base address of the page that the HTML belongs to */
    static String in(String html, String base) {
        return TAG.matcher(html).replaceAll(tag -> Matcher.quoteReplacement(inTag(tag.group(), base)));
    }

    private static String inTag(String tag, String base) {
        String addressed = ADDRESS.matcher(tag)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + "=\"" + absolute(found.group(2), base) + "\""));
        return PICTURES.matcher(addressed)
                .replaceAll(found -> Matcher.quoteReplacement("srcset=\"" + inPictures(found.group(1), base) + "\""));
    }

    private static String inPictures(String pictures, String base) {
        return PICTURE.matcher(pictures)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + absolute(found.group(2), base)));
    }

    private static String absolute(String address, String base) {
        if (SCHEME.matcher(address).matches()) {
            return address;
        }
        // URI.resolve follows an older rule for these two.
        if (address.isEmpty() || address.startsWith("#") || address.startsWith("?")) {
            return base + address;
        }
        try {
            return URI.create(base).resolve(address).toString();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
