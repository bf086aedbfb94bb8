package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.feed.sitemap.SitemapFormat;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Search engines find every article. */
class SitemapE2E {

    private static final int ARTICLES =
            (int) (100_000 * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));

    /** What no event has made. */
    private static final String INSERT = """
            INSERT INTO article_g1.article (id, version, author_id, slug, title, body, html, table_of_contents, meta_description,
                                            featured_image, created_at, updated_at)
            SELECT 1000000 + id, 0, 1, 'slug-' || id, 'Title ' || id, '', '', '', '', '',
                   '2020-01-01Z'::timestamptz + id * interval '1 minute', '2026-01-01Z'
            FROM generate_series(1, %d) id
            """;

    private static GatewayNode node;
    private static Api api;
    private static JdbcClient owner;

    @BeforeAll
    static void there_are_many_articles() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = GatewayNode.on(database, Map.of());
        api = node.api();
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        owner.sql(INSERT.formatted(ARTICLES)).update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void every_address_is_listed_once_in_files_that_fit_the_schema() {
        List<String> listed =
                SitemapFormat.addresses(api.get("/sitemap.xml").send().is(200).body());
        List<String> addresses = ARTICLES < 50_000
                ? listed
                : listed.stream()
                        .flatMap(file ->
                                SitemapFormat.addresses(api.follow(file).is(200).body()).stream())
                        .toList();

        assertThat(listed).hasSize(ARTICLES < 50_000 ? ARTICLES + 1 : ARTICLES / 50_000 + 1);
        assertThat(addresses)
                .hasSize(ARTICLES + 1)
                .doesNotHaveDuplicates()
                .startsWith("https://www.talel.io/", "https://www.talel.io/articles/slug-1")
                .endsWith("https://www.talel.io/articles/slug-" + ARTICLES);
    }

    @Test
    void a_sitemap_that_the_client_has_is_not_sent_again_until_it_changes() {
        ApiAnswer first = api.get("/sitemaps/1.xml").send().is(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache, public");
        assertThat(first.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
        assertThat(first.header("Last-Modified")).isEmpty();
        assertThat(first.text()).contains("<lastmod>2026-01-01T00:00:00Z</lastmod>");
        api.get("/sitemaps/1.xml")
                .header("If-None-Match", first.header("ETag"))
                .send()
                .is(304);
        api.get("/sitemaps/1.xml")
                .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .send()
                .is(200);

        owner.sql("UPDATE article_g1.article SET trashed = true WHERE id = 1000002")
                .update();
        assertThat(api.get("/sitemaps/1.xml")
                        .header("If-None-Match", first.header("ETag"))
                        .send()
                        .is(200)
                        .text())
                .doesNotContain("articles/slug-2<");
        owner.sql("UPDATE article_g1.article SET trashed = false WHERE id = 1000002")
                .update();
    }

    @Test
    void a_head_has_no_body() {
        ApiAnswer head = api.request("HEAD", "/sitemap.xml").send().is(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isNotEmpty();
    }

    @Test
    void there_is_no_file_beyond_the_last() {
        for (String number : List.of("0", "99", "-1", "1.5", "x", "99999999999")) {
            api.get("/sitemaps/" + number + ".xml").send().isError(404, "Not Found", "Sitemap not found");
        }
    }
}
