package io.talel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** What a browser must not find in the DOM of an article, judged apart from the lists of the sanitiser. */
final class Harmless {

    private static final Set<String> ACTIVE = Set.of(
            "applet",
            "base",
            "body",
            "button",
            "dialog",
            "embed",
            "form",
            "frame",
            "frameset",
            "head",
            "html",
            "iframe",
            "input",
            "link",
            "math",
            "meta",
            "noscript",
            "object",
            "option",
            "param",
            "script",
            "select",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "xmp",
            "plaintext",
            "noembed",
            "noframes",
            "marquee",
            "slot",
            "portal");

    private static final Set<String> LOADING =
            Set.of("href", "src", "srcset", "poster", "cite", "data", "action", "background");

    private static final Set<String> DROPPED = Set.of(
            "srcdoc",
            "formaction",
            "action",
            "ping",
            "autofocus",
            "is",
            "slot",
            "contenteditable",
            "tabindex",
            "popover",
            "accesskey",
            "http-equiv",
            "xlink:href",
            "usemap",
            "form",
            "background",
            "manifest");

    private Harmless() {}

    static void check(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        for (Element element : body.select("*")) {
            if (element != body) {
                assertThat(ACTIVE).as(html).doesNotContain(element.normalName());
                assertThat(element.tag().namespace()).as(html).isEqualTo("http://www.w3.org/1999/xhtml");
                element.attributes().forEach(attribute -> check(html, attribute));
            }
        }
    }

    private static void check(String html, Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT);
        assertThat(name).as(html).doesNotStartWith("on").doesNotContain(":", "@", "\"", "'", "<", ">", "=");
        assertThat(DROPPED).as(html).doesNotContain(name);
        if (LOADING.contains(name)) {
            assertThat(value).as(html).doesNotContain("javascript:", "data:", "vbscript:", "file:", "blob:");
        }
        if (name.equals("style")) {
            assertThat(value)
                    .as(html)
                    .doesNotContain(
                            "position", "inset", "z-index", "url", "expression", "transform:scale", "@", "\\", "-moz");
            assertThat(value.replaceAll("[0-9]{1,3}(px|pt|%|em|rem)?", ""))
                    .as(html)
                    .doesNotContainPattern("[0-9]{3}");
        }
        if (name.equals("id")) {
            assertThat(value).as(html).isNotEqualTo("getelementbyid");
        }
        if (name.equals("rel")) {
            assertThat(Set.of(value.split("\\s+"))).as(html).doesNotContain("opener");
        }
    }
}
