package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readers of an article that shows an older version learn nothing of its later edits. */
@Tag("port")
class PinnedHistoryE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final ApiSession bob = TestPerson.signedIn(API, "bob");
    private String slug = "";

    /** 0 drafted, 1 scheduled, 2 revised, 3 pinned, 4 published, 5 and 6 revised. */
    @BeforeEach
    void a_pinned_article() {
        slug = ada.draft(fresh("Pinned"), "Shown.");
        ada.post(Paths.article(slug) + "/schedule")
                .json(Map.of(
                        "publish_at", Clock.systemUTC().instant().plusSeconds(3).toString()))
                .send()
                .is(200);
        revise(ada, slug, Map.of("body", "Hidden.")).is(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> API.get(Paths.article(slug)).send().status() == 200);
        revise(ada, slug, Map.of("body", "Hidden too.")).is(200);
        revise(ada, slug, Map.of("title", "Hidden title")).is(200);
    }

    @Test
    void only_the_version_that_was_news_to_them_has_a_number() {
        for (long hidden : List.of(0, 1, 2, 3, 5, 6, 7)) {
            API.get(Paths.article(slug) + "/versions/" + hidden).send().isError(404, "Not Found", "Article not found");
            bob.get(Paths.article(slug) + "/versions/" + hidden).send().is(404);
            bob.get(Paths.article(slug) + "/diff?from=4&to=" + hidden).send().is(404);
            API.get(Paths.article(slug) + "/diff?from=" + hidden + "&to=4")
                    .send()
                    .is(404);
        }
        ApiAnswer shown = API.get(Paths.article(slug) + "/versions/4").send().is(200);
        assertThat(shown.text("article", "body")).isEqualTo("Shown.");
        assertThat(API.get(Paths.article(slug) + "/diff?from=4&to=4")
                        .send()
                        .is(200)
                        .json()
                        .path("changes"))
                .isEmpty();
        assertThat(ada.get(Paths.article(slug) + "/versions/6").send().is(200).text("article", "body"))
                .isEqualTo("Hidden too.");
    }

    @Test
    void at_a_time_they_find_the_version_that_they_saw() {
        List<String> times = StreamSupport.stream(
                        ada.get(Paths.article(slug) + "/history")
                                .send()
                                .json()
                                .path("history")
                                .spliterator(),
                        false)
                .map(entry -> entry.path("at").asString())
                .toList();
        assertThat(times).hasSize(7);
        for (String later : times.subList(0, 3)) {
            ApiAnswer then =
                    API.get(Paths.article(slug) + "?at=" + later).send().is(200);
            assertThat(then.json().path("version").asLong()).isEqualTo(4);
            assertThat(then.header("ETag")).startsWith("\"4-");
            assertThat(then.json().path("article"))
                    .isEqualTo(API.get(Paths.article(slug)).send().json().path("article"));
        }
        assertThat(ada.get(Paths.article(slug) + "?at=" + times.getFirst())
                        .send()
                        .json()
                        .path("version")
                        .asLong())
                .isEqualTo(6);
        API.get(Paths.article(slug) + "?at=" + times.get(4)).send().is(404);
        String list = "/articles?author=" + ada.person().username();
        assertThat(API.get(list + "&at=" + times.getFirst()).send().is(200).json())
                .isEqualTo(API.get(list).send().is(200).json());
        assertThat(API.get(list + "&at=" + times.get(4)).send().is(200).json().path("articles"))
                .isEmpty();
    }
}
