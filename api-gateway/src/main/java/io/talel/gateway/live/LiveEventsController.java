package io.talel.gateway.live;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.web.answer.EndlessAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams what readers can notice of articles. */
@RestController
class LiveEventsController {

    private final EndlessAnswers answers;
    private final OpenStreams streams;
    private final LiveNews news;

    LiveEventsController(EndlessAnswers answers, OpenStreams streams, LiveNews news) {
        this.answers = answers;
        this.streams = streams;
        this.news = news;
    }

    /** Answers with an error, or with a stream after a place that the log has. */
    @GetMapping("/events")
    void follow(
            Client client,
            @RequestHeader(name = LastEventId.HEADER, required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        LiveStream stream = streams.add(client.address().networks().getLast());
        boolean begun = false;
        try {
            long place = news.begin(LastEventId.of(lastEventId, after));
            stream.beginAfter(
                    place,
                    ThreadLocalRandom.current()
                            .nextLong(ServerSentEvents.LEAST_RETRY_MILLIS, ServerSentEvents.MOST_RETRY_MILLIS));
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
