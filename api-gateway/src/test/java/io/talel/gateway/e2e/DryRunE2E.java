package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.BulkFiles.count;
import static io.talel.gateway.e2e.BulkFiles.results;
import static io.talel.gateway.e2e.BulkFiles.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.archive.Zips;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report of a dry run says what the run does, also where posts of one file meet each other. */
@Tag("port")
class DryRunE2E {

    private final ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
    private final String name = "planned-" + ada.person().username();

    @Test
    void translations_of_one_post_want_the_same_slug() {
        String post = "---\ntitle: Planned\ndate: 2020-02-29\n---\nText";
        byte[] site = Zips.of(
                Map.of("content/posts/" + name + ".en.md", post, "content/posts/" + name + ".de.md", post + " auch"));

        JsonNode report = runAsPlanned("hugo", site);

        assertThat(results(report))
                .containsExactly(
                        "content/posts/" + name + ".de.md created " + name,
                        "content/posts/" + name + ".en.md created " + name + "-2");
        assertThat(report.at("/entries/1/remarks/0").asString()).contains("is taken");
    }

    @Test
    void a_post_that_comes_twice_is_created_once_and_a_slug_may_look_like_one_with_a_number() {
        byte[] site = ghost(List.of(
                post("1", "a", "<p>one</p>"),
                post("2", "a", "<p>two</p>"),
                post("3", "a-2", "<p>three</p>"),
                post("4", "a", "<p>four</p>"),
                post("1", "a", "<p>one</p>"),
                post("1", "b", "<p>another text</p>")));

        JsonNode report = runAsPlanned("ghost", site);

        assertThat(report.path("entries").valueStream().map(DryRunE2E::result))
                .containsExactly(
                        "created " + name + "a",
                        "created " + name + "a-2",
                        "created " + name + "a-2-2",
                        "created " + name + "a-3",
                        "unchanged " + name + "a",
                        "skipped " + name + "a");
    }

    @Test
    void a_picture_that_has_two_names_or_that_only_a_skipped_post_shows_is_counted_as_it_is_taken_in() {
        byte[] site = ghost(List.of(
                post("1", "a", "<p>one <img src=\"__GHOST_URL__/content/images/a.png\"></p>"),
                post("2", "b", "<p>two <img src=\"__GHOST_URL__/content/images/b.png\"></p>"),
                post("1", "a", "<p>one <img src=\"__GHOST_URL__/content/images/b.png\"></p>"),
                post("1", "a", "<p>one <img src=\"__GHOST_URL__/content/images/c.png\"></p>")));

        JsonNode report = runAsPlanned("ghost", site);

        assertThat(report.path("entries").valueStream().map(DryRunE2E::result))
                .containsExactly(
                        "created " + name + "a",
                        "created " + name + "b",
                        "unchanged " + name + "a",
                        "skipped " + name + "a");
        assertThat(count(report, "new_images")).isEqualTo(1);
    }

    @Test
    void slugs_of_others_count_too() {
        ada.request("PATCH", Paths.article(ada.publish("Other", "x")))
                .json(Map.of("slug", name + "a"))
                .send()
                .is(200);

        JsonNode report =
                runAsPlanned("ghost", ghost(List.of(post("1", "a", "<p>one</p>"), post("2", "a", "<p>two</p>"))));

        assertThat(results(report))
                .containsExactly(
                        "posts/" + name + "a created " + name + "a-2", "posts/" + name + "a created " + name + "a-3");
    }

    /** Plans, then imports, and compares both reports. */
    private JsonNode runAsPlanned(String format, byte[] file) {
        JsonNode planned =
                send(ada, "dry_run=true&format=" + format, file).is(200).json();
        JsonNode done = send(ada, "format=" + format, file).is(200).json();
        assertThat(planned.path("entries").toPrettyString())
                .isEqualTo(done.path("entries").toPrettyString());
        assertThat(planned.path("counts")).isEqualTo(done.path("counts"));
        return done;
    }

    private static String result(JsonNode entry) {
        return entry.path("result").asString() + " " + entry.path("slug").asString();
    }

    private Map<String, String> post(String uuid, String slug, String html) {
        return Map.of(
                "uuid",
                name + uuid,
                "title",
                "Planned",
                "slug",
                name + slug,
                "status",
                "published",
                "published_at",
                "2020-02-29T12:00:00.000Z",
                "html",
                html);
    }

    private static byte[] ghost(List<Map<String, String>> posts) {
        return Zips.of(Map.of(
                "export.json",
                JsonMapper.shared().writeValueAsString(Map.of("data", Map.of("posts", posts))),
                "content/images/a.png",
                Pictures.PNG,
                "content/images/b.png",
                Pictures.PNG,
                "content/images/c.png",
                Pictures.noise(30, 30)));
    }
}
