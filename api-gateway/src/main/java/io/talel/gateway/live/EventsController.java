package io.talel.gateway.live;

import io.talel.gateway.auth.client.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams what readers can notice of articles. */
@RestController
class EventsController {

    private final NewStreams streams;

    EventsController(NewStreams streams) {
        this.streams = streams;
    }

    @GetMapping("/events")
    void follow(
            Client client,
            @RequestHeader(name = LastEventId.HEADER, required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        streams.begin(client, LastEventId.of(lastEventId, after), request, response);
    }
}
