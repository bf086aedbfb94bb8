package io.talel.markdown.safe;

import io.talel.markdown.text.Chars;
import io.talel.markdown.text.NameSet;
import java.util.HashMap;
import java.util.Map;

/** The treatment of an HTML element in an article. */
enum ElementPolicy {
    /** Stays, and needs an end tag. */
    NESTED("""
            a abbr acronym address article aside audio b bdi bdo big blockquote center cite code data del details
            dfn dir div dl em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup i ins kbd main mark
            menu meter nav nobr ol picture pre progress q ruby s samp search section small span strike strong sub
            summary sup table time tt u ul var video
            """),

    /** Stays; browsers end it by themselves where the next one starts or the one around it ends. */
    IMPLIED_END("caption colgroup dd dt li rp rt tbody td tfoot th thead tr"),

    /** Stays; browsers start and end paragraphs by themselves. */
    PARAGRAPH("p"),

    /** Stays; has no content and no end tag. */
    EMPTY("br col hr img source track wbr"),

    /**
     * Stays: its name means nothing to a browser, as {@code String} in {@code List<String>} or {@code irc:} in
     * {@code <irc://host>}, so it does nothing. With a hyphen it could be one that scripts define.
     */
    INERT(""),

    /** Its tags are dropped; what it holds stays. */
    UNWRAPPED("""
            applet area base basefont bgsound blink body button canvas command content datalist dialog element
            embed fencedframe fieldset form frame frameset geolocation head html image input isindex keygen
            label layer legend link listing map marquee math menuitem meta model multicol nextid object optgroup
            option output param permission portal select selectedcontent shadow slot spacer svg
            """),

    /** Dropped with all it holds: it is no text for readers. */
    DROPPED("iframe noembed noframes noscript plaintext script style template textarea title xmp");

    private static final Map<String, ElementPolicy> KINDS = new HashMap<>();

    static {
        for (ElementPolicy kind : values()) {
            NameSet.of(kind.names).forEach(name -> KINDS.put(name, kind));
        }
    }

    private final String names;

    ElementPolicy(String names) {
        this.names = names;
    }

    /** @param name in lower case */
    static ElementPolicy of(String name) {
        ElementPolicy kind = KINDS.get(name);
        if (kind != null) {
            return kind;
        }
        boolean inert = name.chars().allMatch(c -> Chars.isAsciiAlphanumeric(c) || ":.+_".indexOf(c) >= 0);
        return inert ? INERT : UNWRAPPED;
    }
}
