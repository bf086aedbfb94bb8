package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.markdown.RenderedDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedRenderingTest {

    private final List<String> rendered = new ArrayList<>();

    private final CachedRendering rendering = new CachedRendering((body, _) -> {
        rendered.add(body);
        return new RenderedDocument(body.repeat(10), "");
    });

    @Test
    void an_article_is_rendered_once_for_its_projection_and_its_answer_and_is_not_kept_any_longer() {
        RenderedMarkdown projected = rendering.render(new Markdown("Hello"), Dialect.PYTHON_MARKDOWN);

        assertThat(rendering.render(new Markdown("Hello"), Dialect.PYTHON_MARKDOWN))
                .isSameAs(projected);
        assertThat(rendered).containsExactly("Hello");
        rendering.render(new Markdown("Hello"), Dialect.PYTHON_MARKDOWN);
        assertThat(rendered).containsExactly("Hello", "Hello");
    }

    @Test
    void an_article_that_becomes_long_is_not_kept() {
        Markdown longest = new Markdown("x".repeat(CachedRendering.MAX_KEPT_LENGTH / 11));
        Markdown longer = new Markdown(longest.value() + "x");

        for (Markdown body : List.of(longest, longest, longer, longer)) {
            rendering.render(body, Dialect.PYTHON_MARKDOWN);
        }

        assertThat(rendered).containsExactly(longest.value(), longer.value(), longer.value());
    }

    @Test
    void a_source_in_another_dialect_is_another_source() {
        rendering.render(new Markdown("Hello"), Dialect.PYTHON_MARKDOWN);
        rendering.render(new Markdown("Hello"), Dialect.COMMON_MARK);

        assertThat(rendered).containsExactly("Hello", "Hello");
    }

    @Test
    void only_the_last_articles_are_kept() {
        for (int i = 0; i <= CachedRendering.MAX_KEPT; i++) {
            rendering.render(new Markdown("Number " + i), Dialect.PYTHON_MARKDOWN);
        }
        rendered.clear();

        rendering.render(new Markdown("Number 1"), Dialect.PYTHON_MARKDOWN);
        rendering.render(new Markdown("Number 0"), Dialect.PYTHON_MARKDOWN);

        assertThat(rendered).containsExactly("Number 0");
    }
}
