package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.MutableClock;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** An answer that fails while it is sent never looks like a whole one. */
class HalfAnswersE2E {

    private static final AtomicInteger ARTICLES_LEFT = new AtomicInteger(Integer.MAX_VALUE);

    private static final MutableClock CLOCK = new MutableClock(Clock.systemUTC().instant());

    /** Axon stamps events by one clock for the whole JVM, which the last node that starts has set. */
    private static final Clock OF_THE_OTHER_NODES = GenericEventMessage.clock;

    /** What an article of a list takes until it is read. */
    private static volatile Duration eachArticle = Duration.ZERO;

    private static GatewayNode node;
    private static ApiSession ada;

    @BeforeAll
    static void a_node_whose_database_fails_now_and_then_and_whose_clock_we_move() {
        node = GatewayNode.with(CLOCK);
        ada = TestPerson.signedIn(node.api(), "ada");
        for (int i = 0; i < 3; i++) {
            ada.publish("Large " + i + " of " + ada.person().username(), "word ".repeat(100_000));
        }
        node.bean("queryBus", QueryBus.class).registerHandlerInterceptor((query, chain) -> {
            if (query.getMessage().getPayload() instanceof FindArticleById
                    || query.getMessage().getPayload() instanceof FindOwnArticle) {
                if (ARTICLES_LEFT.getAndDecrement() <= 0) {
                    throw new DataAccessResourceFailureException("the database has gone");
                }
                CLOCK.advance(eachArticle);
            }
            return chain.proceed();
        });
    }

    @AfterAll
    static void it_stops() {
        node.close();
        GenericEventMessage.clock = OF_THE_OTHER_NODES;
    }

    @Test
    void a_list_that_breaks_half_way_breaks_its_connection() throws Exception {
        assertThat(listed(Integer.MAX_VALUE).statusCode()).isEqualTo(200);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> listed(1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> listed(2));
    }

    @Test
    void a_list_whose_reader_has_had_ten_minutes_breaks_its_connection() throws Exception {
        eachArticle = Duration.ofMinutes(5);
        try {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> listed(Integer.MAX_VALUE));
        } finally {
            eachArticle = Duration.ZERO;
        }
        assertThat(listed(Integer.MAX_VALUE).statusCode()).isEqualTo(200);
    }

    @Test
    void a_list_that_fails_before_it_begins_is_unavailable() throws Exception {
        HttpResponse<String> answer = listed(0);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("X-Total-Count")).isEmpty();
    }

    @Test
    void an_export_that_breaks_half_way_breaks_its_connection() {
        ARTICLES_LEFT.set(2);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get("/accounts/me/export"));
    }

    private static HttpResponse<String> listed(int articles) throws IOException, InterruptedException {
        ARTICLES_LEFT.set(articles);
        return get(Paths.articlesOf(ada.person()));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + node.port() + "/v1" + path);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + ada.accessToken())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
