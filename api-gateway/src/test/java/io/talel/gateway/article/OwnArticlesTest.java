package io.talel.gateway.article;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.TestRefusals;
import io.talel.gateway.web.pool.AnswerMemories;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.web.pool.TestPeers;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class OwnArticlesTest {

    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);
    private static final Slug LARGE = new Slug("large");
    private static final int BYTES = 1024 * 1024;

    /** Its eighth has room for the four copies of one article. */
    private static final long HEAP = 8L * 4 * BYTES;

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final Queries queries =
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    private final AnswerMemory memory = AnswerMemories.ofHeap(HEAP, TestPeers::fast);
    private final OwnArticles articles = new OwnArticles(queries, TestRefusals.by(queries), memory);

    @BeforeEach
    void memory_is_full() {
        nextRequest();
        memory.reserve(BYTES);
        nextRequest();
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    private static void nextRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @BeforeEach
    void a_large_draft_of_ada() {
        bus.subscribe(FindSlugOwner.class.getName(), SlugOwner.class, _ -> new SlugOwner(new ArticleId(3), LARGE));
        bus.subscribe(
                FindOwnArticle.class.getName(),
                OwnArticle.class,
                _ -> new OwnArticle(ADA, 0, ArticleStatus.DRAFT, false, BYTES, Optional.empty()));
    }

    @Test
    void its_author_needs_room_for_a_change() {
        assertThatExceptionOfType(HttpRefusal.class).isThrownBy(() -> articles.reserve(ADA, LARGE, 0));
    }

    @Test
    void nobody_else_is_told_its_size_by_a_refusal_or_takes_room_for_it() {
        assertThatCode(() -> articles.reserve(BOB, LARGE, BYTES)).doesNotThrowAnyException();
    }
}
