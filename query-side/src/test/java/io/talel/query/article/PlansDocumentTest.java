package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.query.article.ArticleListCostIT.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps every kind of page in {@code docs/finding-plans.md}. Its figures are those of one run. */
class PlansDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/finding-plans.md");
    private static final String HOW_TO_WRITE = "make it anew: mvn -pl query-side -am verify -Dit.test=ArticleListCostIT"
            + " -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -Ddrill.scale=1, then mvn -pl query-side -am test -Dtest=PlansDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtalelio.docs=write";

    /** Longest time at the database that a page should take. */
    private static final double AIM_MILLIS = 20;

    @Test
    void every_kind_of_page_is_on_the_page_of_plans() throws IOException {
        Map<String, String> kinds = kinds();
        if ("write".equals(System.getProperty("talelio.docs"))) {
            Files.writeString(DOCUMENT, document(kinds));
        }

        assertThat(Files.readString(DOCUMENT))
                .as(HOW_TO_WRITE)
                .contains(kinds.keySet().stream()
                        .map(kind -> "\n## " + heading(kind) + "\n")
                        .toList())
                .contains(kinds.values());
    }

    @Test
    void a_plan_is_shortened_to_what_it_reads() {
        ShortPlan plan = ShortPlan.of("""
                Limit  (cost=0.42..9.65 rows=10 width=281) (actual time=0.031..2.050 rows=10.00 loops=1)
                  Buffers: shared hit=70 read=4
                  CTE given
                    ->  Index Scan using user_account_username on user_account  (cost=0.27..8.29 rows=1 width=8) (actual time=0.006..0.007 rows=0.00 loops=1)
                          Index Cond: (username = ''::text)
                          Buffers: shared hit=2
                  ->  CTE Scan on given  (cost=0.00..0.02 rows=1 width=8) (actual time=0.000..0.001 rows=1.00 loops=1)
                  ->  Index Scan using article_pkey on article article_1  (cost=0.29..8.39 rows=1 width=218) (actual time=0.001..0.002 rows=0.90 loops=1000)
                        Filter: published
                        Rows Removed by Filter: 1
                        Buffers: shared hit=3000
                  ->  Seq Scan on user_account user_1  (cost=0.27..8.29 rows=1 width=38) (never executed)
                Planning Time: 0.920 ms
                Execution Time: 2.722 ms
                """.lines().toList());

        assertThat(plan)
                .isEqualTo(new ShortPlan(
                        74,
                        2.722,
                        List.of(
                                "given:",
                                "  Index Scan using user_account_username on user_account: 0 rows, 2 blocks, 0.007 ms",
                                "the rest:",
                                "  Index Scan using article_pkey on article, 1,000 times: 0.9 rows, 1 left out, 3,000 blocks,"
                                        + " 0.002 ms each")));
    }

    /** Names of kinds of pages, each with a request for it. */
    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        ArticleListCostIT.LISTS.forEach(page -> kinds.put(page.name(), list(page)));
        kinds.put(ArticleListCostIT.TAGS, "GET /v1/tags?cursor=…");
        kinds.put(ArticleListCostIT.OF_USER, "GET /v1/users/author1/articles?cursor=…");
        kinds.put(ArticleListCostIT.PLACES, "GET /v1/articles?at=…");
        ArticleListCostIT.FEEDS.forEach(page -> {
            String feed = "GET /v1" + (page.author().isEmpty() ? "" : "/users/" + page.author()) + "/feeds/atom.xml"
                    + (page.tag().isEmpty() ? "" : "?tag=" + page.tag());
            kinds.put(page.name(), feed);
            kinds.put(ArticleListCostIT.DIGEST + page.name(), feed + ", to compare its tag with If-None-Match");
        });
        return kinds;
    }

    private static String list(Page page) {
        List<String> parameters = new ArrayList<>();
        add(parameters, "q", page.words());
        add(parameters, "tag", page.tag());
        add(parameters, "author", page.author());
        if (!page.before().equals(ArticleListCostIT.NOW)) {
            parameters.add("cursor=…");
        }
        if (page.limit() != ArticleListCostIT.LIMIT) {
            parameters.add("limit=" + page.limit());
        }
        return "GET /v1/articles" + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private static void add(List<String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String heading(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private static String document(Map<String, String> kinds) throws IOException {
        StringBuilder table = new StringBuilder();
        StringBuilder plans = new StringBuilder();
        List<String> slow = new ArrayList<>();
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            ShortPlan plan = ShortPlan.of(Files.readAllLines(ArticleListCostIT.plan(kind.getKey())));
            table.append("| %s | %,d | %.1f |%n".formatted(kind.getKey(), plan.blocks(), plan.millis()));
            plans.append("%n## %s%n%n`%s`: %.1f ms, %,d blocks%n%n```text%n%s%n```%n"
                    .formatted(
                            heading(kind.getKey()),
                            kind.getValue(),
                            plan.millis(),
                            plan.blocks(),
                            String.join("\n", plan.reads())));
            if (plan.millis() > AIM_MILLIS) {
                slow.add("- %s: %.1f ms%n".formatted(kind.getKey(), plan.millis()));
            }
        }
        return """
                # Plans of lists, searches and feeds

                What `EXPLAIN (ANALYZE, BUFFERS)` says of each kind of page at 100,000 articles of 300 words: its time at the
                database and the blocks of 8 KiB that it reads. `ArticleListCostIT` makes the plans, `PlansDocumentTest` writes
                this page from them and says how. A plan here shows which indexes and tables each part of a statement
                reads; the test leaves the whole plans in `query-side/target/plans`. No page reads a table of articles, words or tags
                from its beginning to its end: the test fails if one does. [finding.md](decisions/finding.md) says why the
                statements are as they are.

                | page | blocks | ms |
                |---|---|---|
                %s
                Above the aim of 20 ms:

                %s%s""".formatted(table, slow.isEmpty() ? "- none\n" : String.join("", slow), plans);
    }
}
