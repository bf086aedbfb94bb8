package io.talel.gateway.feed.sitemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.SiteUrls;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.pool.AnswerMemories;
import io.talel.gateway.web.pool.TestPeers;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListAddresses;
import io.talel.kernel.article.view.SitemapEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;

class SitemapsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static final Type ADDRESSES =
            ResolvableType.forClassWithGenerics(List.class, SitemapEntry.class).getType();

    /** Its eighth has room for one page and no more. */
    private static final long HEAP = 8L * 4 * 512 * Sitemaps.PAGE;

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final PublicWork work = new PublicWork(TestPeers::fast);
    private final Sitemaps sitemaps = new Sitemaps(
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build()),
            new SiteUrls(new WebSettings(
                    List.of(), URI.create("https://api.talel.io"), "https://www.talel.io/articles/", false)),
            AnswerMemories.ofHeap(HEAP, TestPeers::fast),
            work);

    private final List<ListAddresses> asked = new ArrayList<>();
    private long articles = 50_000;
    private String name = "世";

    @AfterEach
    void work_ends() {
        work.close();
    }

    @BeforeEach
    void articles_have_numbers() {
        bus.subscribe(ListAddresses.class.getName(), ADDRESSES, query -> {
            ListAddresses wanted = (ListAddresses) query.getPayload();
            asked.add(wanted);
            long first = wanted.after().equals(ArticlePosition.END)
                    ? 1
                    : wanted.after().articleId().value() + 1;
            return LongStream.range(0, wanted.limit())
                    .map(i -> first + wanted.offset() + i)
                    .filter(id -> id <= articles)
                    .mapToObj(this::address)
                    .toList();
        });
    }

    private SitemapEntry address(long id) {
        return new SitemapEntry(
                new ArticlePosition(NOON.plusSeconds(id), new ArticleId(id)),
                new Slug(name + "-" + id),
                NOON.plusSeconds(id));
    }

    @Test
    void a_hash_of_a_long_list_is_refused_when_there_is_no_turn_for_it() {
        work.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> sitemaps.digest(new SitemapFiles(articles, SitemapFiles.MOST).part(1)));
    }

    @Test
    void fifty_thousand_addresses_are_sent_page_by_page() throws IOException {
        List<byte[]> pieces = new ArrayList<>();

        sitemaps.send(new SitemapFiles(articles, SitemapFiles.MOST).part(1), pieces::add);

        assertThat(pieces).hasSize(51).allSatisfy(piece -> assertThat(piece).hasSizeLessThan(200 * Sitemaps.PAGE));
        assertThat(asked).hasSize(50).allSatisfy(page -> assertThat(page.offset())
                .isZero());
        List<String> addresses = SitemapFormat.addresses(together(pieces));
        assertThat(addresses).hasSize(50_000).doesNotHaveDuplicates();
        assertThat(addresses.getFirst()).isEqualTo("https://www.talel.io/");
        assertThat(addresses.get(1)).isEqualTo("https://www.talel.io/articles/%E4%B8%96-1");
        assertThat(addresses.getLast()).isEqualTo("https://www.talel.io/articles/%E4%B8%96-49999");
    }

    @Test
    void only_the_first_page_of_a_later_file_skips_articles() throws IOException {
        articles = 52_500;
        List<byte[]> pieces = new ArrayList<>();

        sitemaps.send(new SitemapFiles(articles, SitemapFiles.MOST).part(2), pieces::add);

        assertThat(asked).extracting(ListAddresses::offset).containsExactly(49_999L, 0L, 0L);
        assertThat(SitemapFormat.addresses(together(pieces)))
                .hasSize(2_501)
                .startsWith("https://www.talel.io/articles/%E4%B8%96-50000");
    }

    @Test
    void a_site_without_articles_has_its_home_page() throws IOException {
        articles = 0;
        List<byte[]> pieces = new ArrayList<>();

        sitemaps.send(new SitemapFiles(0, SitemapFiles.MOST).part(1), pieces::add);

        assertThat(SitemapFormat.addresses(together(pieces))).containsExactly("https://www.talel.io/");
    }

    @Test
    void an_address_that_is_too_long_for_the_protocol_is_left_out() throws IOException {
        articles = 2;
        name = "世".repeat(255);
        List<byte[]> pieces = new ArrayList<>();

        sitemaps.send(new SitemapFiles(articles, SitemapFiles.MOST).part(1), pieces::add);

        assertThat(SitemapFormat.addresses(together(pieces))).containsExactly("https://www.talel.io/");
    }

    @Test
    void an_index_lists_the_files() {
        assertThat(SitemapFormat.addresses(sitemaps.index(new SitemapFiles(100_000, SitemapFiles.MOST))))
                .containsExactly(
                        "https://api.talel.io/v1/sitemaps/1.xml",
                        "https://api.talel.io/v1/sitemaps/2.xml",
                        "https://api.talel.io/v1/sitemaps/3.xml");
    }

    private static byte[] together(List<byte[]> pieces) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
