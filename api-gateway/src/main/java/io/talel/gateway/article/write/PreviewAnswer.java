package io.talel.gateway.article.write;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.view.RenderedMarkdown;

/** A text as an article would show it. */
record PreviewAnswer(
        String html, @JsonProperty("table_of_contents") String tableOfContents) {

    static PreviewAnswer of(RenderedMarkdown rendered) {
        return new PreviewAnswer(rendered.html(), rendered.tableOfContents());
    }
}
