package io.talel.gateway.article.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.view.ArticleEntry.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptHtmlTest {

    @Test
    void what_was_found_is_marked_and_every_text_is_escaped() {
        assertThat(ExcerptHtml.of(
                        List.of(new Part("<b> & \"", false), new Part("<mark>", true), new Part(" é", false))))
                .isEqualTo("&lt;b&gt; &amp; &quot;<mark>&lt;mark&gt;</mark> é");
    }

    @Test
    void an_excerpt_without_parts_is_empty() {
        assertThat(ExcerptHtml.of(List.of())).isEmpty();
    }
}
