package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** After any changes of articles, a list at an earlier time equals the list that was served at that time. */
@Tag("port")
class PastListLawE2E {

    private static final Api API = GatewayNode.shared().api();

    private static final int EDITS = 100;
    private static final int ARTICLES = 5;

    enum Edit {
        RETITLE,
        TAG,
        UNTAG,
        PUBLISH,
        UNPUBLISH,
        TRASH,
        RESTORE
    }

    /** What is done to one of the articles. */
    record Step(Edit edit, int article) {}

    private record Written(ApiSession author, String slug) {}

    private record Served(Instant at, List<JsonNode> lists) {}

    /** Edge cases repeat one step a hundred times. */
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void lists_at_each_time_are_what_was_served_then(@ForAll("steps") List<Step> steps) {
        ApiSession ada = TestPerson.signedIn(API, "ada");
        ApiSession bob = TestPerson.signedIn(API, "bob");
        String tag = fresh("Law");
        List<Written> articles = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            ApiSession author = i % 2 == 0 ? ada : bob;
            articles.add(new Written(author, author.draft(fresh("Listed"), "Text.")));
        }
        List<String> lists = List.of(
                "/articles?tag=" + Paths.segment(tag) + "&",
                "/articles?author=" + ada.person().username() + "&",
                "/articles?author=" + bob.person().username() + "&tag=" + Paths.segment(tag) + "&",
                Paths.articlesOf(ada.person()) + "?");
        Instant now = Instant.EPOCH;
        List<Served> served = new ArrayList<>();
        for (Step step : steps) {
            Written article = articles.get(step.article);
            apply(step.edit, article, tag, served.size());
            now = latest(now, article);
            served.add(new Served(now, served(lists, "")));
        }
        for (Written article : articles) {
            change(article.author, article.slug, "restore");
            change(article.author, article.slug, "publish");
            API.get(Paths.article(article.slug)).send().is(200);
        }

        assertThat(served.stream().map(Served::lists).distinct()).hasSizeGreaterThan(EDITS / 10);
        for (Served then : served) {
            assertThat(served(lists, "at=" + then.at + "&")).isEqualTo(then.lists);
        }
    }

    private static void apply(Edit edit, Written article, String tag, int number) {
        switch (edit) {
            case RETITLE -> revise(article, Map.of("title", "Title " + number));
            case TAG -> revise(article, Map.of("tags", List.of("other", tag)));
            case UNTAG -> revise(article, Map.of("tags", List.of("other")));
            case PUBLISH -> change(article.author, article.slug, "publish");
            case UNPUBLISH -> change(article.author, article.slug, "unpublish");
            case TRASH ->
                article.author.request("DELETE", Paths.article(article.slug)).send();
            case RESTORE -> change(article.author, article.slug, "restore");
        }
    }

    private static void revise(Written article, Map<String, Object> changes) {
        article.author
                .request("PATCH", Paths.article(article.slug))
                .json(changes)
                .send();
    }

    private static Instant latest(Instant now, Written article) {
        Instant changed = Instant.parse(article.author
                .get(Paths.ownArticle(article.slug))
                .send()
                .is(200)
                .text("article", "updated_at"));
        return Stream.of(now, changed).max(Instant::compareTo).orElseThrow();
    }

    private static List<JsonNode> served(List<String> lists, String at) {
        return lists.stream()
                .map(list ->
                        API.get(list + at + "limit=100").send().is(200).json().path("articles"))
                .toList();
    }

    /** Articles are mostly public and tagged. */
    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Edit> edits = Arbitraries.frequency(
                Tuple.of(8, Edit.RETITLE),
                Tuple.of(8, Edit.TAG),
                Tuple.of(4, Edit.UNTAG),
                Tuple.of(8, Edit.PUBLISH),
                Tuple.of(4, Edit.UNPUBLISH),
                Tuple.of(2, Edit.TRASH),
                Tuple.of(4, Edit.RESTORE));
        return Combinators.combine(edits, Arbitraries.integers().between(0, ARTICLES - 1))
                .as(Step::new)
                .list()
                .ofSize(EDITS);
    }
}
