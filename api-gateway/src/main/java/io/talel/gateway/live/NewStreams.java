package io.talel.gateway.live;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.web.answer.EndlessAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Begins streams. */
@Component
final class NewStreams {

    private final EndlessAnswers answers;
    private final OpenStreams streams;
    private final LiveNews news;

    NewStreams(EndlessAnswers answers, OpenStreams streams, LiveNews news) {
        this.answers = answers;
        this.streams = streams;
        this.news = news;
    }

    /** Answers with an error, or with a stream after a place that the log has. */
    void begin(Client client, Optional<Long> after, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        LiveStream stream = streams.add(client.address().networks().getLast());
        boolean begun = false;
        try {
            long place = news.begin(after);
            stream.beginAfter(
                    place,
                    ThreadLocalRandom.current().nextLong(LiveStream.LEAST_RETRY_MILLIS, LiveStream.MOST_RETRY_MILLIS));
            setHeaders(response);
            if (!request.getMethod().equals(HttpMethod.HEAD.name())) {
                answers.begin(response, stream);
                begun = true;
            }
        } finally {
            if (!begun) {
                streams.remove(stream);
            }
        }
    }

    /** The last one is for nginx, which otherwise keeps what is sent until it has some kilobytes. */
    private static void setHeaders(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }
}
