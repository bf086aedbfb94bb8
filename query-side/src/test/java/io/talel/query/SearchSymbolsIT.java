package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleEntry.Part;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are found beside slashes and symbols, in titles as in texts. */
class SearchSymbolsIT {

    private static final String PARTED =
            "Read/write, launch\uD83D\uDE80 for 5\u20AC, left\u2192right, Sil\u00ADbe, one\u200Btwo, java\u00A0ada\u3000lace,"
                    + " Acme\u2122sign \u2600\uFE0Fsun \u200Fmark, u\u0308ber";

    private static QueryNode node;

    @BeforeAll
    static void a_log_has_been_projected() {
        node = QueryNode.start(SharedServers.newDatabase(), new InMemoryEventStorageEngine());
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        record(1, "In the text", PARTED, "");
        record(2, PARTED, "In the title", "");
        record(3, "In the description", "Nothing", PARTED);
        record(4, "Nearly", "Read what others write, and \u03bb\u0387\u03b1", "");
        for (int id = 1; id <= 4; id++) {
            assertThat(node.reaches(new StreamVersion("article-" + id, 0))).isTrue();
        }
        node.index();
    }

    private static void record(long id, String title, String body, String description) {
        ArticleContent content = new ArticleContent(
                new Title(title),
                new Markdown(body),
                new MetaDescription(description),
                FeaturedImage.NONE,
                new Tags(List.of()),
                new Language("en"),
                Dialect.COMMON_MARK);
        node.log()
                .publish(event(
                        ArticlePublished.of(new ArticleId(id), ADA, new Slug("slug-" + id), 1, content),
                        0,
                        MONDAY.plusSeconds(id)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "read launch",
        "write launch",
        "read/write",
        "'\"read write\"'",
        "launch",
        "launched",
        "\uD83D\uDE80",
        "launch\uD83D\uDE80",
        "5",
        "5\u20AC",
        "right",
        "left\u2192right",
        "silbe",
        "sil\u00ADbe",
        "one",
        "java",
        "ada",
        "lace",
        "java\u00A0ada",
        "two",
        "sign",
        "acme\u2122",
        "sun",
        "mark",
        "\u00FCber",
        "u\u0308ber",
        "launch -write/read",
        "launch"
    })
    void a_word_is_found_beside_a_sign(String words) {
        assertThat(search(words)).extracting(entry -> entry.id().value()).containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"launch -read/write", "launch -5\u20AC", "-sil\u00ADbe launch", "write/read"})
    void words_with_signs_are_excluded_and_found_as_phrases(String words) {
        assertThat(search(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "\u03bb\u0387\u03b1",
        "others -read/write",
        "others -\u201Cread write\u201D",
        "others --write",
        "others - read"
    })
    void a_phrase_is_not_its_words(String words) {
        assertThat(search(words)).extracting(entry -> entry.id().value()).containsExactly(4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "- ", "(-", "-(", "-a ", "-\"", "\u2013-"})
    void any_number_of_signs_is_a_search(String signs) {
        assertThat(search(signs.repeat(200 / signs.length()))).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void an_excerpt_shows_what_was_written() {
        String excerpt = search("write").getLast().excerpt().orElseThrow().stream()
                .map(Part::text)
                .collect(Collectors.joining());

        assertThat(excerpt)
                .contains(
                        "launch\uD83D\uDE80 for 5\u20AC", "Silbe, one\u200Btwo", "Acme\u2122sign \u2600\uFE0Fsun mark");
        assertThat(PARTED.replaceAll("[\u00AD\u200F]", "").replaceAll("[\u00A0\u3000]", " "))
                .contains(excerpt);
    }

    private static List<ArticleEntry> search(String words) {
        ArticleFilter filter = new ArticleFilter(Optional.empty(), Optional.empty(), Optional.of(words));
        return node.ask(new ListArticles(filter, ArticlePosition.BEGINNING, 10), ArticleList.class)
                .articles();
    }
}
