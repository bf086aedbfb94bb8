package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.BulkFiles.count;
import static io.talel.gateway.e2e.BulkFiles.exported;
import static io.talel.gateway.e2e.BulkFiles.files;
import static io.talel.gateway.e2e.BulkFiles.imported;
import static io.talel.gateway.e2e.BulkFiles.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The export of an author's articles, imported again. */
class OwnImportE2E {

    private static final int ARTICLES = 30;

    private static final List<String> PIECES = List.of(
            "# Heading\n\n",
            "Text *here* and **there**.\n",
            "\n",
            "- item\n- [x] other\n",
            "---\n",
            "+++\n",
            "\r\n",
            "    code\n",
            "```java\nint x = 1;\n```\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "<div class=\"gallery\">\n\n*x*\n\n</div>\n",
            "../images/none.png ",
            "\uD83D\uDE00 \u00FC\u0085\u2028 ",
            "[a](https://example.org/b.png \"c\")\n",
            "\\$1 \"'\\\n",
            "\t");

    private final Random random = new Random(7);

    /** Another system: another database, other numbers. The username and the address of the images are the same. */
    @Test
    void importing_it_on_another_system_reproduces_every_public_page() {
        TestPerson person = TestPerson.named("ada");
        byte[] export;
        Map<String, JsonNode> pages;
        try (GatewayNode here = node()) {
            ApiSession ada = person.registered(here.api());
            List<String> slugs = write(ada);
            ada.draft("A draft", "Not public.");
            ada.request("DELETE", Paths.article(ada.publish("Removed", "Gone.")))
                    .send()
                    .is(204);
            pages = pages(here, slugs);
            export = exported(ada);
        }
        assertThat(files(export).keySet())
                .contains("talelio.json", "posts/a-draft.md")
                .doesNotContain("posts/removed.md");
        try (GatewayNode there = node()) {
            ApiSession ada = person.registered(there.api());
            for (int i = 0; i < ARTICLES; i++) {
                // Takes the number of another article here.
                ada.request("DELETE", Paths.article(ada.publish("Other", "Of this system.")))
                        .send()
                        .is(204);
            }

            JsonNode report = imported(ada, export);

            assertThat(report.path("format").asString()).isEqualTo("talelio");
            assertThat(count(report, "created")).as(report.toString()).isEqualTo(ARTICLES + 1);
            assertThat(count(report, "new_images")).isEqualTo(4);
            assertThat(pages(there, List.copyOf(pages.keySet()))).isEqualTo(pages);
            there.api().get(Paths.article("a-draft")).send().is(404);
            ada.get(Paths.ownArticle("a-draft")).send().is(200);
            assertThat(order(there, person)).isEqualTo(new ArrayList<>(pages.keySet()).reversed());
            assertThat(count(imported(ada, export), "unchanged")).isEqualTo(ARTICLES + 1);
            assertThat(pages(there, List.copyOf(pages.keySet()))).isEqualTo(pages);
            assertThat(files(exported(ada)).keySet()).isEqualTo(files(export).keySet());
        }
    }

    @Test
    void importing_it_into_the_same_account_changes_nothing() {
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
        List<String> slugs = write(ada).subList(0, 3);
        byte[] export = exported(ada);
        ada.request("PATCH", Paths.article(slugs.get(1)))
                .json(Map.of("body", "New"))
                .send()
                .is(200);
        ada.request("DELETE", Paths.article(slugs.get(2))).send().is(204);

        JsonNode report = imported(ada, export);

        assertThat(count(report, "created")).isZero();
        assertThat(count(report, "new_images")).isZero();
        assertThat(results(report))
                .contains("posts/" + slugs.get(0) + ".md unchanged " + slugs.get(0))
                .contains("posts/" + slugs.get(1) + ".md skipped " + slugs.get(1))
                .contains("posts/" + slugs.get(2) + ".md skipped " + slugs.get(2));
    }

    @Test
    void edits_that_readers_do_not_see_are_a_draft_of_their_own() {
        Api api = GatewayNode.shared().api();
        ApiSession ada = TestPerson.signedIn(api, "ada");
        String slug = ada.draft("Pinned by import", "First.");
        ada.post(Paths.article(slug) + "/schedule")
                .json(Map.of(
                        "publish_at",
                        Clock.systemUTC().instant().plusMillis(1500).toString()))
                .send()
                .is(200);
        ada.request("PATCH", Paths.article(slug))
                .json(Map.of("body", "Second."))
                .send()
                .is(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(Paths.article(slug)).send().status() == 200);
        byte[] export = exported(ada);

        assertThat(files(export).get("posts/" + slug + ".md")).endsWith("---\nFirst.");
        assertThat(files(export).get("posts/" + slug + ".edits.md"))
                .contains("status: \"draft\"")
                .endsWith("---\nSecond.");
        assertThat(count(imported(ada, export), "unchanged")).isEqualTo(2);
        ApiSession bob = TestPerson.signedIn(api, "bob");
        assertThat(results(imported(bob, export)))
                .containsExactly(
                        "posts/" + slug + ".edits.md created " + slug + "-edits",
                        "posts/" + slug + ".md created " + slug + "-2");
        assertThat(api.get(Paths.article(slug + "-2")).send().text("article", "body"))
                .isEqualTo("First.");
    }

    /** Every article has something of all that an article can have. */
    private List<String> write(ApiSession by) {
        List<String> images = new ArrayList<>();
        for (byte[] picture : List.of(Pictures.PNG, Pictures.GIF, Pictures.WEBP, Pictures.noise(20, 20))) {
            images.add(by.upload(new Multipart().file("image", "\u00DCber Ada.png", "image/png", picture))
                    .is(200)
                    .json()
                    .at("/image_objects_urls/0")
                    .asString());
        }
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            Map<String, Object> article = new HashMap<>();
            article.put("title", i % 3 == 0 ? "Same title" : "Title " + i + " \"quoted\": #\n---\n");
            article.put("body", body(images));
            article.put("meta_description", i % 2 == 0 ? "" : "null");
            article.put("featured_image", i % 2 == 0 ? images.get(i % 4) : "https://example.org/" + i + ".png");
            article.put("tags", i % 4 == 0 ? List.of() : List.of("no", "tag " + i));
            article.put("language", i % 3 == 0 ? "" : "no");
            article.put("dialect", i % 2 == 0 ? "commonmark" : "python-markdown");
            String slug = by.post("/articles").json(article).send().is(201).text("article", "slug");
            if (i % 5 == 0) {
                by.request("PATCH", Paths.article(slug))
                        .json(Map.of("body", body(images)))
                        .send()
                        .is(200);
            }
            if (i % 7 == 0) {
                slug = by.request("PATCH", Paths.article(slug))
                        .json(Map.of("slug", "moved-" + slug))
                        .send()
                        .is(200)
                        .text("article", "slug");
            }
            slugs.add(slug);
        }
        return slugs;
    }

    private String body(List<String> images) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            body.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) {
                body.append("![A picture](")
                        .append(images.get(random.nextInt(images.size())))
                        .append(") ");
            }
        }
        return body.toString();
    }

    /** Articles as readers see them, without numbers of this system. */
    private static Map<String, JsonNode> pages(GatewayNode node, List<String> slugs) {
        Map<String, JsonNode> pages = new java.util.LinkedHashMap<>();
        for (String slug : slugs) {
            ObjectNode page = (ObjectNode)
                    node.api().get(Paths.article(slug)).send().is(200).json();
            ((ObjectNode) page.path("article")).remove("id");
            ((ObjectNode) page.path("user")).remove("id");
            pages.put(slug, page);
        }
        return pages;
    }

    private static List<String> order(GatewayNode node, TestPerson author) {
        List<String> slugs = new ArrayList<>();
        node.api()
                .get("/users/" + author.username() + "/articles?limit=100")
                .send()
                .json()
                .path("articles")
                .forEach(article -> slugs.add(article.path("slug").asString()));
        return slugs;
    }

    private static GatewayNode node() {
        return GatewayNode.with(Map.of("API_BASE_URL", "https://api.example.org"));
    }
}
