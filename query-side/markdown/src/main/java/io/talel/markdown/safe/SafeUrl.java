package io.talel.markdown.safe;

import io.talel.markdown.text.NameSet;
import java.util.Locale;
import java.util.Set;

/** Addresses that a link or an image may have: relative ones, and those with a scheme that runs nothing. */
final class SafeUrl {

    private static final Set<String> SCHEMES = NameSet.of("""
            ftp ftps geo http https irc ircs magnet mailto matrix news sip sips sms tel webcal xmpp
            """);

    private SafeUrl() {}

    static boolean isSafe(String url) {
        StringBuilder scheme = new StringBuilder();
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                return SCHEMES.contains(scheme.toString().toLowerCase(Locale.ROOT));
            }
            if (c == '/' || c == '?' || c == '#') {
                return true;
            }
            if (c > ' ') {
                scheme.append(c);
            }
        }
        return true;
    }

    /** Tells whether all addresses of a list such as {@code a.png 1x, b.png 2x} are safe. */
    static boolean areAllSafe(String list) {
        for (String part : list.split("[\\s,]+")) {
            if (!isSafe(part)) {
                return false;
            }
        }
        return true;
    }
}
