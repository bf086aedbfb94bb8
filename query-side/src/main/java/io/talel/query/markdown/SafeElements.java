package io.talel.query.markdown;

import java.util.Set;

/** Which elements an article may contain. */
final class SafeElements {

    private static final Set<String> ALLOWED = Set.of(
            "a",
            "abbr",
            "acronym",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "br",
            "caption",
            "center",
            "cite",
            "code",
            "col",
            "colgroup",
            "data",
            "dd",
            "del",
            "details",
            "dfn",
            "dir",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "font",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "main",
            "mark",
            "menu",
            "meter",
            "nav",
            "nobr",
            "ol",
            "p",
            "picture",
            "pre",
            "progress",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "search",
            "section",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "track",
            "tt",
            "u",
            "ul",
            "var",
            "video",
            "wbr");

    /** Elements whose tags are dropped; what they hold stays. */
    private static final Set<String> UNWRAPPED = Set.of(
            "applet",
            "area",
            "base",
            "basefont",
            "bgsound",
            "blink",
            "body",
            "button",
            "canvas",
            "command",
            "content",
            "datalist",
            "dialog",
            "element",
            "embed",
            "fencedframe",
            "fieldset",
            "form",
            "frame",
            "frameset",
            "geolocation",
            "head",
            "html",
            "image",
            "input",
            "isindex",
            "keygen",
            "label",
            "layer",
            "legend",
            "link",
            "listing",
            "map",
            "marquee",
            "math",
            "menuitem",
            "meta",
            "model",
            "multicol",
            "nextid",
            "object",
            "optgroup",
            "option",
            "output",
            "param",
            "permission",
            "portal",
            "select",
            "selectedcontent",
            "shadow",
            "slot",
            "spacer",
            "svg");

    /** Elements that are dropped with all they hold: it is no text for readers. */
    private static final Set<String> DROPPED = Set.of(
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "plaintext",
            "script",
            "style",
            "template",
            "textarea",
            "title",
            "xmp");

    private static final Set<String> EMPTY = Set.of("br", "col", "hr", "img", "source", "track", "wbr");

    private static final Set<String> IMPLIED_END = Set.of(
            "caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr");

    private SafeElements() {}

    static boolean isAllowed(String name) {
        return ALLOWED.contains(name);
    }

    static boolean isDropped(String name) {
        return DROPPED.contains(name);
    }

    /** Elements that have no content and no end tag. */
    static boolean isEmpty(String name) {
        return EMPTY.contains(name);
    }

    /** Elements that browsers end by themselves where the next one starts or the one around them ends. */
    static boolean hasImpliedEnd(String name) {
        return IMPLIED_END.contains(name);
    }

    /**
     * Names that mean nothing to a browser, as {@code String} in {@code List<String>} or {@code irc:} in
     * {@code <irc://host>}: such an element does nothing. With a hyphen it could be one that scripts define.
     */
    static boolean isInert(String name) {
        return !ALLOWED.contains(name)
                && !UNWRAPPED.contains(name)
                && !DROPPED.contains(name)
                && name.chars().allMatch(c -> Chars.isAsciiAlphanumeric(c) || ":.+_".indexOf(c) >= 0);
    }
}
