package io.talel.gateway.article.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.MutableClock;
import io.talel.gateway.article.ArticleAnswers;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.pool.AnswerMemories;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.web.pool.TestPeers;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamedArticleListTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserView ADA = new UserView(new UserId(7), 0, new Username("ada"), "", "default.jpg");

    /** Texts of one article. */
    private static final int BYTES = 256 * 1024;

    /** Its eighth has room for the four copies of one article. */
    private static final long HEAP = 8L * 4 * BYTES;

    private static final UserArticlesPage THREE = pageOf(size(3, "number-3"), size(2, "number-2"), size(1, "number-1"));

    private final MutableClock clock = new MutableClock(NOON);
    private final AtomicInteger askedForRoom = new AtomicInteger();
    private final AnswerMemory memory =
            AnswerMemories.ofHeap(HEAP, () -> TestPeers.slow(askedForRoom::incrementAndGet));
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final StreamedArticleList list = new StreamedArticleList(
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build()),
            new ArticleAnswers(new WebSettings(
                    List.of(), URI.create("http://127.0.0.1"), "https://www.talel.io/articles/", false)),
            JsonMapper.shared(),
            memory,
            clock);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** What one article takes until its reader has it. */
    private Duration each = Duration.ZERO;

    @BeforeEach
    void articles_are_found() {
        bus.subscribe(FindArticleById.class.getName(), ArticleWithNeighbours.class, query -> {
            clock.advance(each);
            return page(((FindArticleById) query.getPayload()).articleId());
        });
    }

    @Test
    void a_reader_of_less_than_ten_minutes_gets_the_whole_list() throws Exception {
        each = Duration.ofMinutes(4);
        send();
        JsonNode answer = JsonMapper.shared().readTree(response.getContentAsByteArray());
        assertThat(answer.path("articles").valueStream().map(article -> article.path("slug")
                        .asString()))
                .containsExactly("number-3", "number-2", "number-1");
        assertThat(answer.at("/user/username").asString()).isEqualTo("ada");
    }

    @Test
    void the_list_of_a_reader_who_has_had_ten_minutes_breaks_off_before_its_end() throws Exception {
        each = Duration.ofMinutes(5);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::send);
        assertThat(response.getContentAsString())
                .contains("number-3", "number-2")
                .doesNotContain("number-1", "]", "user");
    }

    @Test
    void a_list_that_breaks_off_gives_its_memory_back() throws Exception {
        each = Duration.ofMinutes(5);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::send);
        memory.pass(BYTES, true, () -> new byte[0], _ -> {});
        assertThat(askedForRoom).hasValue(0);
    }

    /** A later slug does not change which version of a pinned article readers see. */
    @Test
    void a_reader_who_has_the_list_with_an_older_slug_gets_it_again() throws Exception {
        send();
        request.addHeader(HttpHeaders.IF_NONE_MATCH, response.getHeader(HttpHeaders.ETAG));
        assertThat(send(THREE).getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(send(pageOf(size(3, "renamed"), size(2, "number-2"), size(1, "number-1")))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    private void send() throws IOException {
        send(THREE);
    }

    private ResponseEntity<byte[]> send(UserArticlesPage page) throws IOException {
        return list.send(page, new HttpHeaders(), request, response);
    }

    private static UserArticlesPage pageOf(ArticleSize... large) {
        return new UserArticlesPage(ADA, List.of(), List.of(large), large.length, Optional.empty());
    }

    private static ArticleSize size(long id, String slug) {
        return new ArticleSize(new ArticleId(id), 0, new Slug(slug), BYTES);
    }

    private static ArticleWithNeighbours page(ArticleId id) {
        ArticleView article = new ArticleView(
                id,
                0,
                NOON,
                NOON,
                new Slug("number-" + id.value()),
                ArticleContent.of(new Title("Number " + id.value()), new Markdown("Text.")),
                new RenderedMarkdown("<p>Text.</p>", ""));
        return new ArticleWithNeighbours(article, ADA, null, null);
    }
}
