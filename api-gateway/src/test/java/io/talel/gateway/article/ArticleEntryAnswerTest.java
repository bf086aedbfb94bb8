package io.talel.gateway.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.web.WebSettings;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.OwnArticleEntry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

class ArticleEntryAnswerTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:30:00Z");

    private static final OwnArticleEntry DRAFT = new OwnArticleEntry(
            new ArticleId(7),
            ArticleStatus.DRAFT,
            AT,
            AT,
            new Slug("hello"),
            new Heading(
                    new Title("Hello"),
                    new MetaDescription("A greeting"),
                    new FeaturedImage(""),
                    new Tags(List.of("news")),
                    new Language("en")));

    private final JsonMapper json = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    @Test
    void an_entry_is_one_object_whose_status_comes_last() {
        ArticleAnswers answers = new ArticleAnswers(
                new WebSettings(List.of(), URI.create("http://127.0.0.1"), "https://talel.io/", false));

        assertThat(json.writeValueAsString(answers.ownList(List.of(DRAFT)))).isEqualTo("""
                {"articles":[{"id":7,"created_at":"2026-03-01T09:30:00Z","updated_at":"2026-03-01T09:30:00Z",\
                "title":"Hello","slug":"hello","meta_description":"A greeting","featured_image":"",\
                "url":"https://talel.io/hello","tags":["news"],"language":"en","status":"draft"}]}""");
    }
}
