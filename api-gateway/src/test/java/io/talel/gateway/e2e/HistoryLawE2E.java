package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** Whatever is done to an article, at each time it is what was served then. */
@Tag("port")
class HistoryLawE2E {

    private static final Api API = GatewayNode.shared().api();

    private static final int EDITS = 500;

    enum Edit {
        REVISE,
        RETITLE,
        REVERT,
        PUBLISH,
        UNPUBLISH,
        SCHEDULE,
        TRASH,
        RESTORE
    }

    /**
     * @param own as its author read it
     * @param shown as a reader read it; null if there was nothing to read
     */
    private record Served(
            String version,
            String at,
            JsonNode own,
            @Nullable JsonNode shown) {}

    /** Edge cases repeat one step a hundred times. */
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void an_article_at_each_time_is_what_was_served_then(@ForAll("edits") List<Edit> edits) {
        ApiSession ada = TestPerson.signedIn(API, "ada");
        String slug = ada.draft(fresh("Edited"), "First.");
        List<Served> served = new ArrayList<>(List.of(served(ada, slug)));
        for (Edit edit : edits) {
            apply(edit, ada, slug, served);
            served.add(served(ada, slug));
        }
        change(ada, slug, "restore");
        change(ada, slug, "publish").is(200);
        served.add(served(ada, slug));

        for (Served then : served) {
            String at = Paths.article(slug) + "?at=" + then.at;
            assertThat(ada.get(at).send().is(200).json().path("article")).isEqualTo(then.own);
            ApiAnswer own = ada.get(Paths.article(slug) + "/versions/" + then.version)
                    .send()
                    .is(200);
            assertThat(own.json().path("article")).isEqualTo(then.own);
            ApiAnswer shown = API.get(at).send();
            if (then.shown == null) {
                shown.isError(404, "Not Found", "Article not found");
            } else {
                assertThat(shown.is(200).json().path("article")).isEqualTo(then.shown);
            }
        }
    }

    private static void apply(Edit edit, ApiSession ada, String slug, List<Served> served) {
        int number = served.size();
        switch (edit) {
            case REVISE -> ArticleRequests.revise(ada, slug, Map.of("body", "Text " + number));
            case RETITLE -> ArticleRequests.revise(ada, slug, Map.of("title", "Title " + number));
            case REVERT ->
                ada.post(Paths.article(slug) + "/revert")
                        .json(Map.of("version", Long.valueOf(served.get(number * 7 % number).version)))
                        .send();
            case PUBLISH -> change(ada, slug, "publish");
            case UNPUBLISH -> change(ada, slug, "unpublish");
            case SCHEDULE -> {
                ada.post(Paths.article(slug) + "/schedule")
                        .json(Map.of(
                                "publish_at",
                                Clock.systemUTC().instant().plusMillis(900).toString()))
                        .send();
                ArticleRequests.revise(ada, slug, Map.of("body", "Hidden " + number));
                awaitNothingScheduled(ada, slug);
            }
            case TRASH -> ada.request("DELETE", Paths.article(slug)).send();
            case RESTORE -> change(ada, slug, "restore");
        }
    }

    private static void awaitNothingScheduled(ApiSession ada, String slug) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ada.get(Paths.article(slug) + "/schedule")
                .send()
                .json()
                .path("schedule")
                .isNull());
    }

    /** Reads again until both readers were served the same version: what is scheduled comes of itself. */
    private static Served served(ApiSession ada, String slug) {
        while (true) {
            ApiAnswer own = ada.get(Paths.ownArticle(slug)).send().is(200);
            ApiAnswer shown = API.get(Paths.article(slug)).send();
            String version = own.header("ETag");
            if (ada.get(Paths.ownArticle(slug)).send().header("ETag").equals(version)) {
                return new Served(
                        version.replaceAll("^\"([0-9]+)-.*", "$1"),
                        own.text("article", "updated_at"),
                        own.json().path("article"),
                        shown.status() == 200 ? shown.json().path("article") : null);
            }
        }
    }

    /** A schedule takes a second, and most of what is done to a removed article is refused. */
    @Provide
    Arbitrary<List<Edit>> edits() {
        return Arbitraries.frequency(
                        Tuple.of(30, Edit.REVISE),
                        Tuple.of(15, Edit.RETITLE),
                        Tuple.of(15, Edit.REVERT),
                        Tuple.of(12, Edit.PUBLISH),
                        Tuple.of(12, Edit.UNPUBLISH),
                        Tuple.of(2, Edit.SCHEDULE),
                        Tuple.of(4, Edit.TRASH),
                        Tuple.of(10, Edit.RESTORE))
                .list()
                .ofSize(EDITS);
    }
}
