package io.talel.markdown.safe;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.markdown.Dom;
import io.talel.markdown.text.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class=\"gallery\"><img src=\"a.png\"></div>",
                "<h2 id=\"anchor\">x</h2>",
                "<table><tbody><tr><td style=\"text-align: right;\">1</td></tr></tbody></table>",
                "<pre><code class=\"language-java\" hl_lines=\"[1, 2]\">x</code></pre>",
                "<details open=\"\"><summary>s</summary>\n<p>x</p></details>",
                "<figure><img src=\"https://x.org/a.png\" alt=\"a\" width=\"20\"><figcaption>c</figcaption></figure>",
                "<p data-x=\"1\" aria-label=\"b\" lang=\"de\" title=\"t\" class=\"c\">x</p>",
                "<a href=\"mailto:a@b.org\" rel=\"nofollow\" target=\"_blank\">x</a>",
                "<video src=\"a.mp4\" controls=\"\" poster=\"p.png\"></video>",
                "<img srcset=\"a.png 1x, https://x.org/b.png 2x\">",
                "<p><!-- note -->x <kbd>y</kbd> <sub>z</sub></p>",
                "<section markdown=\"0\">x</section>",
                "<p style=\"color: #ff0000; font-weight: bold\">x</p>",
                "<ul><li>a<li>b</ul>",
                "<p>List<string> of things</p>"
            })
    void what_is_harmless_stays(String html) {
        assertThat(Dom.of(SafeHtml.sanitise(html, new Budget()))).isEqualTo(Dom.of(html));
    }

    @Test
    void only_the_harmless_declarations_of_a_style_stay() {
        assertThat(SafeHtml.sanitise("<p style=\"position:fixed; color:red; width:9999px\">x</p>", new Budget()))
                .isEqualTo("<p style=\"color:red;\">x</p>");
    }

    @Test
    void elements_are_closed_inside_the_one_they_are_in() {
        assertThat(SafeHtml.sanitise("<div><b>x</div>y</b></div>", new Budget()))
                .isEqualTo("<div><b>x</b></div>y");
        assertThat(SafeHtml.sanitise("<section><div>x", new Budget())).isEqualTo("<section><div>x</div></section>");
    }
}
