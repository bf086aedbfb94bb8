package io.talel.markdown.safe;

import io.talel.markdown.text.CharacterReferences;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.text.NameSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which attributes an element of an article may have, and with which values. */
final class SafeAttributes {

    private static final Set<String> URLS = Set.of("cite", "href", "poster", "src");

    private static final Set<String> TARGETS = Set.of("_blank", "_parent", "_self", "_top");

    /**
     * Attributes that mean something to browsers and are dropped: they load, submit, overlay, take the focus, or serve
     * nothing in an article. An attribute that HTML does not know does nothing and stays.
     */
    private static final Set<String> DROPPED = NameSet.of("""
            accept accesskey action allow allowfullscreen anchor archive as async attributionsrc autocapitalize
            autocomplete autocorrect autofocus autoplay background blocking capture charset classid closedby
            code codebase codetype command commandfor content contenteditable contextmenu credentialless
            crossorigin csp data datafld dataformatas datasrc declare defer dirname draggable dropzone dynsrc
            elementtiming enctype enterkeyhint event exportparts fetchpriority focusgroup for form formaction
            formenctype formmethod formnovalidate formtarget frame frameborder handler imagesizes imagesrcset
            inert inputmode integrity interestfor is itemid itemprop itemref itemscope itemtype keytype language
            list longdesc lowsrc manifest marginheight marginwidth method nomodule nonce novalidate object part
            pattern ping popover popovertarget popovertargetaction profile sandbox scoped scrolling seamless
            shadowroot shadowrootclonable shadowrootdelegatesfocus shadowrootmode shadowrootserializable slot
            srcdoc standby tabindex usemap virtualkeyboardpolicy webkitdirectory writingsuggestions xmlns
            """);

    private SafeAttributes() {}

    /** Decodes, checks and encodes values, so that a browser gets the checked value. */
    static void append(StringBuilder html, HtmlTag tag) {
        for (Map.Entry<String, String> attribute : tag.attributes().entrySet()) {
            String value = safeValue(
                    tag.name(), attribute.getKey(), CharacterReferences.decodeAttribute(attribute.getValue()));
            if (value != null) {
                html.append(' ').append(attribute.getKey()).append("=\"");
                html.append(HtmlText.escapeCode(value)).append('"');
            }
        }
    }

    /** Returns null if the attribute is dropped. */
    private static @Nullable String safeValue(String element, String name, String value) {
        if (URLS.contains(name)) {
            return safeUrl(value);
        }
        return switch (name) {
            case "srcset" -> SafeUrl.areAllSafe(value) ? value : null;
            case "id" -> SafeId.of(value);
            case "name" -> element.equals("img") ? null : SafeId.of(value);
            case "style" -> SafeStyle.of(value);
            case "target" -> TARGETS.contains(value) ? value : null;
            case "rel" -> withoutOpener(value);
            default -> isHarmless(name) ? value : null;
        };
    }

    private static @Nullable String safeUrl(String url) {
        if (url.startsWith("#")) {
            return '#' + SafeId.of(url.substring(1));
        }
        return SafeUrl.isSafe(url) ? url : null;
    }

    /** Keeps the target page from controlling the page of the link. */
    private static String withoutOpener(String rel) {
        if (!rel.toLowerCase(Locale.ROOT).contains("opener")) {
            return rel;
        }
        return Arrays.stream(rel.split("\\s+"))
                .filter(type -> !type.equalsIgnoreCase("opener"))
                .collect(Collectors.joining(" "));
    }

    private static boolean isHarmless(String name) {
        char first = name.charAt(0);
        return !name.startsWith("on")
                && !DROPPED.contains(name)
                && (Character.isLetter(first) || first == '_')
                && hasPlainCharacters(name);
    }

    private static boolean hasPlainCharacters(String name) {
        boolean dashed = name.startsWith("data-") || name.startsWith("aria-");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && !(dashed && c == '-')) {
                return false;
            }
        }
        return true;
    }
}
