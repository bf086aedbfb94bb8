package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published articles with edits that are kept from readers. */
@Tag("port")
class PinnedArticleE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void a_change_by_the_tag_that_readers_see_keeps_what_they_do_not_see() {
        String slug = pinned("By the tag of readers");
        String tag = read(slug).header("ETag");
        revise(slug, Map.of("body", "Third."));
        assertThat(read(slug).header("ETag")).isEqualTo(tag);

        ApiAnswer merged = ada.request("PATCH", Paths.article(slug))
                .header("If-Match", tag)
                .json(Map.of("meta_description", "New"))
                .send()
                .is(200);

        assertThat(merged.text("article", "body")).isEqualTo("Third.");
        assertThat(merged.text("article", "meta_description")).isEqualTo("New");
        ada.request("PATCH", Paths.article(slug))
                .header("If-Match", tag)
                .json(Map.of("body", "Another third."))
                .send()
                .is(412);
        assertThat(read(slug).header("ETag")).isEqualTo(tag);
    }

    @Test
    void its_neighbours_show_the_title_that_readers_know() {
        String slug = pinned("Known to readers");
        String next = ada.publish("After what is pinned", "");

        ApiAnswer read = read(next);

        assertThat(read.json().at("/meta/adjacent_articles/prev/slug").asString())
                .isEqualTo(slug);
        assertThat(read.json().at("/meta/adjacent_articles/prev/title").asString())
                .isEqualTo("Known to readers");
    }

    @Test
    void taken_back_and_published_again_it_shows_all_edits() {
        String slug = pinned("Taken back while pinned");
        ada.post(Paths.article(slug) + "/unpublish").send().is(200);
        API.get(Paths.article(slug)).send().is(404);

        ApiAnswer published = ada.post(Paths.article(slug) + "/publish").send().is(200);

        assertThat(published.json().at("/article/unpublished_edits").asBoolean())
                .isFalse();
        assertThat(read(slug).text("article", "body")).isEqualTo("Second.");
    }

    @Test
    void restored_from_the_trash_it_shows_what_it_showed_before() {
        String slug = pinned("Restored while pinned");
        String before = read(slug).text();
        ada.request("DELETE", Paths.article(slug)).send().is(204);
        API.get(Paths.article(slug)).send().is(404);

        ApiAnswer restored = ada.post(Paths.article(slug) + "/restore").send().is(200);

        assertThat(restored.text("article", "body")).isEqualTo("Second.");
        assertThat(restored.json().at("/article/unpublished_edits").asBoolean()).isTrue();
        assertThat(read(slug).text()).isEqualTo(before);
    }

    /** Readers see the body "First.", its author "Second." under another title. */
    private String pinned(String title) {
        String slug = ada.draft(title, "First.");
        ada.post(Paths.article(slug) + "/schedule")
                .json(Map.of(
                        "publish_at", Clock.systemUTC().instant().plusSeconds(3).toString()))
                .send()
                .is(200);
        revise(slug, Map.of("title", "Not yet", "body", "Second."));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> API.get(Paths.article(slug)).send().status() == 200);
        assertThat(read(slug).text("article", "body")).isEqualTo("First.");
        return slug;
    }

    private static ApiAnswer read(String slug) {
        return API.get(Paths.article(slug)).send().is(200);
    }

    private void revise(String slug, Map<String, Object> revision) {
        ada.request("PATCH", Paths.article(slug)).json(revision).send().is(200);
    }
}
