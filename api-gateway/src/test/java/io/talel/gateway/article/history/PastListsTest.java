package io.talel.gateway.article.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.LargeReads;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.AnswerMemories;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.web.pool.TestPeers;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListPositions;
import io.talel.kernel.user.UserId;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Articles have the numbers 1 to as many as there are, the greatest is the newest. */
class PastListsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PastLists.Filter ALL = new PastLists.Filter(Optional.empty(), Optional.empty());
    private static final Type POSITIONS = ResolvableType.forClassWithGenerics(List.class, ArticlePosition.class)
            .getType();
    private static final int SMALL = 1_000;

    /** What a page of large texts takes: half of the eighth of the heap that there is for all. */
    private static final long HALF = 4L * PastLists.MAX_BYTES;

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final PublicWork work = new PublicWork(TestPeers::fast);
    private int reservations;
    private final AnswerMemory memory = AnswerMemories.ofHeap(8L * HALF * 2, () -> {
        reservations++;
        return TestPeers.fast();
    });

    private final Map<Long, Integer> sizes = new LinkedHashMap<>();
    private final List<Long> read = new ArrayList<>();
    private final List<String> threads = new ArrayList<>();
    private long articles = 250;
    private long tagged;

    @BeforeEach
    void articles_were_public_then() {
        nextRequest();
        bus.subscribe(ListPositions.class.getName(), POSITIONS, query -> {
            ListPositions wanted = (ListPositions) query.getPayload();
            long first = Math.min(articles + 1, wanted.below().articleId().value());
            return LongStream.range(0, wanted.limit())
                    .map(i -> first - 1 - i)
                    .filter(id -> id > 0)
                    .mapToObj(PastListsTest::position)
                    .toList();
        });
        bus.subscribe(FindVersionAt.class.getName(), PastArticle.class, query -> {
            FindVersionAt wanted = (FindVersionAt) query.getPayload();
            long id = wanted.articleId().value();
            int bytes = sizes.getOrDefault(id, SMALL);
            threads.add(Thread.currentThread().getName());
            if (bytes > wanted.maxBytes()) {
                return new PastArticle(bytes, Optional.empty());
            }
            read.add(id);
            return bytes == 0 ? null : new PastArticle(bytes, Optional.of(shown(id)));
        });
    }

    private static void nextRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
        work.close();
    }

    @Test
    void a_full_page_says_where_it_ends() {
        PastLists.Page page = page(ALL, null, 3);
        assertThat(ids(page)).containsExactly(250L, 249L, 248L);
        assertThat(page.next()).isEqualTo(position(248));
        assertThat(ids(page(ALL, page.next(), 2))).containsExactly(247L, 246L);
    }

    @Test
    void the_last_page_says_that_it_is_the_last() {
        articles = 3;
        assertThat(page(ALL, null, 3).next()).isNull();
        assertThat(page(ALL, null, 2).next()).isEqualTo(position(2));
        articles = 0;
        assertThat(page(ALL, null, 2).next()).isNull();
    }

    @Test
    void a_page_looks_at_a_hundred_articles_at_most() {
        tagged = 150;
        PastLists.Filter filter = new PastLists.Filter(Optional.empty(), Optional.of("A TAG"));
        PastLists.Page first = page(filter, null, 10);
        assertThat(first.articles()).isEmpty();
        assertThat(first.next()).isEqualTo(position(151));
        assertThat(read).hasSize(PastLists.LOOKED_AT);
        PastLists.Page second = page(filter, first.next(), 10);
        assertThat(ids(second)).containsExactly(150L);
        assertThat(second.next()).isEqualTo(position(51));
        assertThat(page(filter, second.next(), 10)).isEqualTo(new PastLists.Page(List.of(), null));
    }

    @Test
    void what_was_not_public_costs_no_room() {
        for (long id = 160; id <= 250; id++) {
            sizes.put(id, 0);
        }
        assertThat(ids(page(ALL, null, 100))).hasSize(9);
        assertThat(reservations).isZero();
    }

    @Test
    void a_page_ends_before_its_texts_take_more_than_its_bytes() {
        sizes.put(249L, 500_000);
        sizes.put(247L, 600_000);
        PastLists.Page page = page(ALL, null, 10);
        assertThat(ids(page)).containsExactly(250L, 249L, 248L);
        assertThat(page.next()).isEqualTo(position(248));
        assertThat(reservations).isEqualTo(1);
        assertThat(read).doesNotContain(247L);
    }

    @Test
    void texts_that_do_not_match_count_too() {
        sizes.put(250L, 500_000);
        sizes.put(249L, 600_000);
        PastLists.Page page = page(new PastLists.Filter(Optional.empty(), Optional.of("none")), null, 10);
        assertThat(page).isEqualTo(new PastLists.Page(List.of(), position(250)));
    }

    @Test
    void one_article_alone_may_be_larger() {
        sizes.put(250L, 3 * PastLists.MAX_BYTES);
        assertThat(ids(page(ALL, null, 10))).containsExactly(250L);
        assertThat(read).containsExactly(250L);
        assertThat(reservations).isEqualTo(1);
    }

    @Test
    void a_text_is_not_read_without_room_for_it() {
        sizes.put(249L, LargeReads.LARGE_BYTES);
        for (int i = 0; i < 2; i++) {
            memory.reserve(PastLists.MAX_BYTES);
            nextRequest();
        }
        assertThatExceptionOfType(HttpRefusal.class).isThrownBy(() -> page(ALL, null, 10));
        assertThat(read).containsExactly(250L);
    }

    @Test
    void articles_are_read_in_turn() {
        page(ALL, null, 3);
        assertThat(threads).hasSize(3).allMatch(name -> name.startsWith("public-work"));
        work.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> page(ALL, null, 3));
    }

    private PastLists.Page page(PastLists.Filter filter, @Nullable ArticlePosition below, int limit) {
        PastLists lists = new PastLists(
                new Queries(DefaultQueryGateway.builder().queryBus(bus).build()), memory, work);
        return lists.page(filter, NOON, below == null ? ArticlePosition.beginningAt(NOON) : below, limit);
    }

    private static List<Long> ids(PastLists.Page page) {
        return page.articles().stream()
                .map(shown -> shown.article().id().value())
                .toList();
    }

    private static ArticlePosition position(long id) {
        return new ArticlePosition(NOON.minusSeconds(1_000 - id), new ArticleId(id));
    }

    private PastArticle.Shown shown(long id) {
        ArticleContent content = new ArticleContent(
                new Title("Title"),
                new Markdown(""),
                new MetaDescription(""),
                new FeaturedImage(""),
                id == tagged ? new Tags(List.of("Other", "A Tag")) : Tags.NONE,
                new Language(""),
                Dialect.PYTHON_MARKDOWN);
        Instant at = position(id).createdAt();
        return new PastArticle.Shown(
                new UserId(7),
                new RecordedArticle(
                        new ArticleId(id),
                        0,
                        ArticleStatus.PUBLISHED,
                        at,
                        at,
                        new Slug("slug-" + id),
                        content,
                        false,
                        null),
                false);
    }
}
