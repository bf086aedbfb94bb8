package io.talel.gateway.article.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.talel.gateway.article.ArticleEntryAnswer;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.TagCount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Converts the lists of all readers to JSON. */
@Component
final class ArticleListAnswers {

    private final String articleUrl;

    ArticleListAnswers(WebSettings settings) {
        this.articleUrl = settings.articleUrl();
    }

    record Listed(
            List<Entry> articles,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {}

    /** @param excerpt HTML, as {@link ExcerptHtml} writes it; null without a search */
    record Entry(
            @JsonUnwrapped ArticleEntryAnswer article,
            UserAnswer author,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String excerpt) {}

    record TagList(
            List<TagCount> tags,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {}

    Listed list(ArticleList found, Optional<String> next) {
        return new Listed(found.articles().stream().map(this::entry).toList(), next.orElse(null));
    }

    TagList tags(List<TagCount> tags, Optional<String> next) {
        return new TagList(tags, next.orElse(null));
    }

    private Entry entry(ArticleEntry article) {
        return new Entry(
                ArticleEntryAnswer.of(article, articleUrl + article.slug()),
                UserAnswer.of(article.author()),
                article.excerpt().map(ExcerptHtml::of).orElse(null));
    }
}
