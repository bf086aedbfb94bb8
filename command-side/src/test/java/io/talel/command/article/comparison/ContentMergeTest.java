package io.talel.command.article.comparison;

import static io.talel.command.Articles.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentMergeTest {

    private static final String BASE = "a\n\nb\n\nc\n";
    private static final String THEIRS = BASE.replace("c", "their c");

    @Test
    void two_edits_that_just_fit_into_a_body_are_merged() {
        String ours = ours(Markdown.MAX_BYTES - THEIRS.length());
        assertThat(merge(ours)).contains(content("Hello", ours.replace("c", "their c")));
    }

    @Test
    void two_edits_that_are_too_long_together_are_a_conflict() {
        assertThat(merge(ours(Markdown.MAX_BYTES - THEIRS.length() + 1))).isEmpty();
    }

    private static String ours(int more) {
        return "x".repeat(more) + BASE;
    }

    private static Optional<ArticleContent> merge(String ours) {
        return ContentMerge.merge(content("Hello", BASE), content("Hello", ours), content("Hello", THEIRS));
    }
}
