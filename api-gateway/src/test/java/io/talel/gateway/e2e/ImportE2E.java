package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.BulkFiles.count;
import static io.talel.gateway.e2e.BulkFiles.imported;
import static io.talel.gateway.e2e.BulkFiles.reasons;
import static io.talel.gateway.e2e.BulkFiles.results;
import static io.talel.gateway.e2e.BulkFiles.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.article.bulk.archive.Zips;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports of what other systems export. */
class ImportE2E {

    private static final Api API = GatewayNode.shared().api();

    private static final String LEAP =
            "---\ntitle: Leap day\ntags: [calendar]\nlang: en\n---\nIt comes *now* ![a](../a.png)\n";

    private final ApiSession ada = TestPerson.signedIn(API, "ada");
    private final String name = "leap-" + ada.person().username();
    private final String path = "_posts/2020-02-29-" + name + ".md";

    @Test
    void posts_of_jekyll_keep_their_slugs_and_times_and_bring_their_pictures() {
        JsonNode report = imported(ada, Map.of(path, LEAP, "a.png", Pictures.PNG));

        assertThat(results(report)).containsExactly(path + " created " + name);
        assertThat(count(report, "new_images")).isEqualTo(1);
        ApiAnswer read = API.get(Paths.article(name)).send().is(200);
        assertThat(read.text("article", "created_at")).isEqualTo("2020-02-29T00:00:00.000000Z");
        assertThat(read.text("article", "updated_at")).isEqualTo("2020-02-29T00:00:00.000000Z");
        assertThat(read.text("article", "html"))
                .contains("<em>now</em>", "/users/" + ada.person().username() + "/images/a_");
        assertThat(read.json().at("/article/tags/0").asString()).isEqualTo("calendar");
        String image = read.text("article", "html").replaceAll("(?s).*src=\"([^\"]+)\".*", "$1");
        API.follow(image).is(200);
    }

    @Test
    void the_same_file_again_changes_nothing_whatever_has_become_of_the_articles() {
        Map<String, Object> site =
                Map.of(path, LEAP, "a.png", Pictures.PNG, "_drafts/idea.md", "---\ntitle: Idea\n---\nx");
        imported(ada, site);
        ada.request("PATCH", Paths.article(name))
                .json(Map.of("body", "Edited", "slug", "new-" + name))
                .send()
                .is(200);

        JsonNode again = imported(ada, site);

        assertThat(count(again, "unchanged")).as(again.toString()).isEqualTo(2);
        assertThat(count(again, "new_images")).isZero();
        assertThat(results(again)).contains(path + " unchanged new-" + name);
        assertThat(API.get(Paths.article("new-" + name)).send().text("article", "body"))
                .isEqualTo("Edited");
        JsonNode changed = imported(ada, Map.of(path, LEAP + "More.", "a.png", Pictures.PNG));
        assertThat(results(changed)).containsExactly(path + " skipped new-" + name);
    }

    @Test
    void a_dry_run_tells_the_same_and_does_nothing() {
        byte[] site = Zips.of(Map.of(path, LEAP, "a.png", Pictures.PNG, "_posts/x.md", ""));

        JsonNode planned = send(ada, "dry_run=true", site).is(200).json();

        API.get(Paths.article(name)).send().is(404);
        assertThat(planned.path("dry_run").asBoolean()).isTrue();
        JsonNode done = imported(ada, site);
        assertThat(planned.path("entries")).isEqualTo(done.path("entries"));
        assertThat(planned.path("counts")).isEqualTo(done.path("counts"));
        assertThat(count(send(ada, "dry_run=true", site).is(200).json(), "unchanged"))
                .isEqualTo(1);
    }

    @Test
    void a_slug_that_is_taken_gets_a_number_and_the_report_says_so() {
        ada.request("PATCH", Paths.article(ada.publish("Other", "x")))
                .json(Map.of("slug", name))
                .send()
                .is(200);
        byte[] site = Zips.of(Map.of(path, LEAP, "a.png", Pictures.PNG));
        assertThat(send(ada, "dry_run=true", site)
                        .json()
                        .at("/entries/0/remarks/0")
                        .asString())
                .contains("is taken");

        JsonNode report = imported(ada, site);

        assertThat(results(report)).containsExactly(path + " created " + name + "-2");
        assertThat(report.at("/entries/0/remarks/0").asString()).contains("is taken");
    }

    @Test
    void one_broken_post_stops_no_other() {
        JsonNode report = imported(
                ada,
                Map.of(
                        path,
                        LEAP + "![b](<my cat.png>) ![c](https://example.org/c.png)",
                        "_posts/2020-01-01-a.md",
                        "---\n!!java.io.File [x]\n---\n",
                        "_posts/2020-01-01-c.md",
                        "---\ntitle: " + "c".repeat(300) + "\n---\n",
                        "_posts/2020-01-01-d.md",
                        new byte[] {'-', '-', '-', '\n', (byte) 0xFF},
                        "_posts/1890-01-01-e.md",
                        "---\ntitle: E\n---\n",
                        "../2020-01-01-f.md",
                        LEAP,
                        "a.png",
                        "no picture"));

        assertThat(count(report, "created")).as(report.toString()).isEqualTo(1);
        assertThat(count(report, "failed")).isEqualTo(5);
        assertThat(reasons(report))
                .contains(
                        "_posts/2020-01-01-a.md has front matter that cannot be read in line 2",
                        "_posts/2020-01-01-d.md is not UTF-8",
                        "_posts/1890-01-01-e.md has a date before 1970",
                        "../2020-01-01-f.md has a name that is not allowed");
        assertThat(report.toString())
                .contains("a.png is not a GIF, JPEG, PNG or WebP picture")
                .contains("Picture my cat.png is not in the file")
                .doesNotContain("Picture https:");
    }

    @Test
    void a_post_of_a_time_to_come_becomes_a_draft_and_the_report_says_why() {
        String later = Clock.systemUTC().instant().plus(Duration.ofDays(2)).toString();
        byte[] site = Zips.of(Map.of(path, LEAP.replace("lang: en", "date: " + later)));

        JsonNode planned = send(ada, "dry_run=true", site).is(200).json();

        JsonNode done = imported(ada, site);
        assertThat(results(done)).containsExactly(path + " created " + name);
        assertThat(done.at("/entries/0/remarks").toString()).contains("is to come: it becomes a draft");
        assertThat(planned.path("entries")).isEqualTo(done.path("entries"));
        API.get(Paths.article(name)).send().is(404);
        assertThat(results(imported(ada, site))).containsExactly(path + " unchanged " + name);
    }

    @Test
    void the_draft_of_such_a_post_is_the_same_once_the_time_has_come() {
        Instant date = Clock.systemUTC().instant().plusSeconds(3);
        Map<String, Object> site = Map.of(path, LEAP.replace("lang: en", "date: " + date));
        assertThat(imported(ada, site).at("/entries/0/remarks").toString()).contains("is to come");

        await().until(() -> Clock.systemUTC().instant().isAfter(date));

        assertThat(results(imported(ada, site))).containsExactly(path + " unchanged " + name);
    }

    @Test
    void html_of_ghost_is_shown_as_it_was_and_scripts_are_not() {
        ApiAnswer answer = ada.post("/accounts/me/import/articles?format=ghost")
                .json(Map.of("data", Map.of("posts", new Object[] {
                    Map.of(
                            "uuid",
                            name,
                            "title",
                            "Leap",
                            "slug",
                            name,
                            "status",
                            "published",
                            "published_at",
                            "2020-02-29T12:00:00.000Z",
                            "html",
                            "<p>a <em>b</em></p>\n\n    <p>c</p><pre>d\n\n# e</pre><script>alert(1)</script>")
                })))
                .send()
                .is(200);

        assertThat(count(answer.json(), "created")).as(answer.text()).isEqualTo(1);
        assertThat(API.get(Paths.article(name)).send().text("article", "html"))
                .contains("<p>a <em>b</em></p>", "<p>c</p>", "<pre>d\n", "# e</pre>")
                .doesNotContain("script", "<h1", "<code");
    }

    @Test
    void posts_of_wordpress_are_imported_from_xml() {
        String wxr =
                "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                        + "<channel><item><title>Leap</title><guid>" + name
                        + "</guid><content:encoded><![CDATA[one\n\ntwo]]></content:encoded>"
                        + "<wp:post_name>" + name
                        + "</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
                        + "<wp:post_date_gmt>2020-02-29 12:00:00</wp:post_date_gmt></item></channel></rss>";
        ApiAnswer answer = ada.post("/accounts/me/import/articles?format=wordpress")
                .body("application/xml", wxr.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send()
                .is(200);

        assertThat(count(answer.json(), "created")).as(answer.text()).isEqualTo(1);
        assertThat(API.get(Paths.article(name)).send().text("article", "html")).contains("<p>one</p>\n<p>two</p>");
    }

    @Test
    void what_is_no_post_is_counted_by_its_type_and_a_file_without_posts_is_refused() {
        Object page = Map.of("type", "page", "html", "<p>a</p>");
        Object post = Map.of("uuid", name, "title", "Leap", "html", "<p>a</p>");
        Object[] pages = Collections.nCopies(10_001, page).toArray();

        JsonNode report = ghost(Stream.concat(Stream.of(pages), Stream.of(post)).toList())
                .is(200)
                .json();

        assertThat(count(report, "created")).as(report.toString()).isEqualTo(1);
        assertThat(count(report, "skipped")).isEqualTo(10_001);
        assertThat(reasons(report))
                .contains("10001 of type page only posts are imported")
                .hasSize(2);
        ghost(List.of(page)).isBadRequest("The file holds no posts");
    }

    private ApiAnswer ghost(List<?> posts) {
        return ada.post("/accounts/me/import/articles?format=ghost")
                .json(Map.of("data", Map.of("posts", posts)))
                .send();
    }

    @Test
    void what_was_imported_goes_with_its_author() {
        imported(ada, Map.of(path, LEAP, "a.png", Pictures.PNG));
        String image = API.get(Paths.article(name))
                .send()
                .text("article", "html")
                .replaceAll("(?s).*src=\"([^\"]+)\".*", "$1");

        Erasures.delete(ada, "remove").is(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> API.get(Paths.article(name)).send().status() == 404
                        && API.follow(image).status() == 404);
    }

    @Test
    void what_cannot_be_read_at_all_is_refused() {
        send(ada, "format=auto", new byte[] {1, 2, 3}).isBadRequest("The file is no zip");
        send(ada, "format=auto", Zips.of(Map.of("a.txt", "")))
                .isBadRequest("The file holds nothing that can be imported");
        send(ada, "format=blogger", Zips.of(Map.of("a.md", ""))).isBadRequestNaming("format");
        send(ada, "dry_run=maybe", Zips.of(Map.of("a.md", ""))).isBadRequestNaming("dry_run");
        send(ada, "format=talelio", Zips.of(Map.of("a.md", ""))).isBadRequest("The file has no talelio.json");
        ada.post("/accounts/me/import/articles?format=auto")
                .body("text/plain", new byte[1])
                .send()
                .is(415);
        for (String type : List.of("application/x-zip-compressed", "application/rss+xml", "text/xml")) {
            ada.post("/accounts/me/import/articles?format=auto")
                    .body(type, new byte[] {1, 2, 3})
                    .send()
                    .isBadRequest("The file is no zip");
        }
        API.post("/accounts/me/import/articles?format=auto")
                .body("application/zip", new byte[1])
                .send()
                .is(403);
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_what_a_zip_unpacks_to_is_bounded() {
        try (GatewayNode small =
                GatewayNode.besideShared(Map.of("IMPORT_MAX_UPLOAD", "4KB", "IMPORT_MAX_UNPACKED", "1MB"))) {
            ApiSession there = ada.at(small.api());
            send(there, "format=auto", new byte[5000]).is(413);
            byte[] bomb = Zips.of(Map.of(
                    "_posts/2020-01-01-a.md",
                    LEAP + "a".repeat(900_000),
                    "_posts/2020-01-01-b.md",
                    LEAP + "b".repeat(900_000)));
            assertThat(bomb.length).isLessThan(4096);
            JsonNode report = send(there, "dry_run=true", bomb).is(200).json();
            assertThat(count(report, "created")).isEqualTo(1);
            assertThat(count(report, "failed")).isEqualTo(1);
            assertThat(report.toString()).contains("reaches the limit of 1 MiB of unpacked data; split the file");
        }
    }
}
