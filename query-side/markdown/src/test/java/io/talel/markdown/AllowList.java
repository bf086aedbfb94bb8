package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A second opinion on an article: another HTML5 parser reads it, and lists that the sanitiser does not share say what
 * may be in it. A name that HTML does not know passes if it is plain: browsers do nothing with it.
 */
final class AllowList {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.]*|(data|aria)-[\\p{L}\\p{Nd}_.-]*");

    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);

    private static final Set<String> SCHEMES = words("""
            ftp ftps geo http https irc ircs magnet mailto matrix news sip sips sms tel webcal xmpp
            """);

    private static final Set<String> PROPERTIES = words("""
            background background-color border border-bottom border-collapse border-color border-left border-radius
            border-right border-top clear color display float font-family font-size font-style font-variant font-weight
            height line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top
            max-height max-width min-height min-width padding padding-bottom padding-left padding-right padding-top
            text-align text-decoration text-transform vertical-align white-space width
            """);

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]*|(rgb|hsl)a?\\([0-9., %]*\\)");

    private static final Map<String, Names> ELEMENTS = new TreeMap<>();
    private static final Set<String> FORBIDDEN = new TreeSet<>();

    static {
        for (String line : Sample.text("html.txt").replace("\n    ", " ").split("\n")) {
            if (line.startsWith("-")) {
                FORBIDDEN.addAll(words(line.replace("-", "")));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split(":", 2);
                ELEMENTS.put(parts[0], Names.of(parts.length == 1 ? "" : parts[1]));
            }
        }
    }

    /** The attributes of an element. */
    private record Names(Set<String> allowed, Set<String> forbidden) {

        private static final Names NONE = of("");

        static Names of(String attributes) {
            Names names = new Names(new HashSet<>(), new HashSet<>());
            for (String name : words(attributes)) {
                boolean forbidden = name.startsWith("-");
                (forbidden ? names.forbidden : names.allowed).add(forbidden ? name.substring(1) : name);
            }
            return names;
        }
    }

    private AllowList() {}

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(List.of(text.strip().split("\\s+")));
        words.remove("");
        return words;
    }

    /** All elements of the lists, including elements that an article must not hold. */
    static Set<String> elements() {
        Set<String> names = new TreeSet<>(ELEMENTS.keySet());
        names.addAll(FORBIDDEN);
        names.remove("*");
        return names;
    }

    /** All attributes of the lists. */
    static Set<String> attributes() {
        Set<String> names = new TreeSet<>();
        for (Names attributes : ELEMENTS.values()) {
            names.addAll(attributes.allowed);
            names.addAll(attributes.forbidden);
        }
        return names;
    }

    /** Reads the HTML as it is, and once more after the parser has written it out, as scripts do with {@code innerHTML}. */
    static void check(String html) {
        Document first = Jsoup.parseBodyFragment(html);
        first.outputSettings().prettyPrint(false);
        checkBody(first.body(), html);
        checkBody(Jsoup.parseBodyFragment(first.body().html()).body(), html);
    }

    private static void checkBody(Element body, String html) {
        body.traverse((node, depth) -> {
            if (depth > 0) {
                checkNode(node, html);
            }
        });
        assertThat(body.attributes()).as(html).isEmpty();
    }

    private static void checkNode(Node node, String html) {
        switch (node) {
            case Element element -> checkElement(element, html);
            case Comment comment -> assertThat(comment.getData()).as(html).doesNotContain("<", ">");
            default -> assertThat(node).as(html).isExactlyInstanceOf(TextNode.class);
        }
    }

    private static void checkElement(Element element, String html) {
        String name = element.normalName();
        assertThat(element.tag().namespace()).as(html).isEqualTo("http://www.w3.org/1999/xhtml");
        if (!ELEMENTS.containsKey(name)) {
            assertThat(FORBIDDEN).as(html).doesNotContain(name);
            assertThat(element.tag().isKnownTag()).as("%s in %s", name, html).isFalse();
            assertThat(name).as(html).doesNotContain("-");
        }
        for (Attribute attribute : element.attributes()) {
            checkName(name, attribute.getKey(), html);
            checkValue(attribute.getKey(), attribute.getValue().toLowerCase(Locale.ROOT), html);
        }
    }

    private static void checkName(String element, String name, String html) {
        Names own = ELEMENTS.getOrDefault(element, Names.NONE);
        Names every = ELEMENTS.getOrDefault("*", Names.NONE);
        if (!own.allowed.contains(name) && !every.allowed.contains(name)) {
            assertThat(own.forbidden).as(html).doesNotContain(name);
            assertThat(every.forbidden).as(html).doesNotContain(name);
            assertThat(name).as(html).doesNotStartWith("on").matches(PLAIN);
        }
    }

    private static void checkValue(String name, String value, String html) {
        switch (name) {
            case "href", "src", "cite", "poster" -> checkUrl(value, html);
            case "srcset" -> List.of(value.split("[\\s,]+")).forEach(url -> checkUrl(url, html));
            case "style" -> checkStyle(value, html);
            case "id", "name" -> assertThat(withoutBlanks(value)).as(html).isNotEqualTo("getelementbyid");
            case "target" -> assertThat(value).as(html).isIn("_blank", "_self", "_parent", "_top");
            case "rel" -> assertThat(value.split("\\s+")).as(html).doesNotContain("opener");
            default -> {}
        }
    }

    private static void checkUrl(String value, String html) {
        String url = withoutBlanks(value);
        if (url.startsWith("#")) {
            return; // A place in the page itself, whatever its name. Authors choose names of headings.
        }
        Matcher scheme = SCHEME.matcher(url);
        if (scheme.matches()) {
            assertThat(SCHEMES).as(html).contains(scheme.group(1));
        }
        assertThat(url).as(html).doesNotContain("javascript:", "data:", "vbscript:", "file:", "blob:");
    }

    private static void checkStyle(String style, String html) {
        for (String declaration : style.strip().split("\\s*;\\s*")) {
            String[] parts = declaration.split(":", 2);
            assertThat(PROPERTIES).as(html).contains(parts[0]);
            assertThat(COLOUR.matcher(parts[1]).replaceAll(""))
                    .as(html)
                    .matches("[a-z0-9 .,%-]*")
                    .doesNotContainPattern("[0-9]{4}");
        }
        assertThat(withoutBlanks(style))
                .as(html)
                .doesNotContain("position", "inset", "z-index", "url", "expression", "transform:scale", "-moz");
    }

    /** Browsers pass over some of these characters, in some places. */
    private static String withoutBlanks(String value) {
        return value.replaceAll("[\\x00-\\x20]", "");
    }
}
