package io.talel.gateway.live;

import static java.util.Map.Entry.comparingByValue;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.EndlessAnswers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The streams of this node. When there are too many, the network that has the most makes room for one that has fewer. */
@Component
final class OpenStreams implements MeterBinder {

    private final int most;

    /** Oldest first. */
    private final Set<LiveStream> streams = new LinkedHashSet<>();

    private boolean closed;

    OpenStreams(EndlessAnswers answers) {
        this.most = answers.most();
    }

    /** @throws HttpRefusal if there is no room for the network */
    LiveStream add(String network) {
        LiveStream stream = new LiveStream(network, this::remove);
        // Not under this lock: streams take it under their own.
        take(stream).ifPresent(LiveStream::end);
        return stream;
    }

    /** @return the one that has to end for it */
    private synchronized Optional<LiveStream> take(LiveStream stream) {
        if (closed) {
            throw HttpRefusal.unavailable();
        }
        Optional<LiveStream> passed = streams.size() < most ? Optional.empty() : passedFor(stream.network());
        passed.ifPresent(streams::remove);
        streams.add(stream);
        return passed;
    }

    private Optional<LiveStream> passedFor(String network) {
        Map<String, Long> byNetwork = streams.stream().collect(groupingBy(LiveStream::network, counting()));
        Map.Entry<String, Long> busiest =
                byNetwork.entrySet().stream().max(comparingByValue()).orElseThrow(HttpRefusal::unavailable);
        if (byNetwork.getOrDefault(network, 0L) + 1 >= busiest.getValue()) {
            throw HttpRefusal.unavailable();
        }
        return streams.stream()
                .filter(stream -> stream.network().equals(busiest.getKey()))
                .findFirst();
    }

    synchronized void remove(LiveStream stream) {
        streams.remove(stream);
    }

    synchronized List<LiveStream> all() {
        return List.copyOf(streams);
    }

    synchronized int size() {
        return streams.size();
    }

    /** Ends all streams, and refuses others. */
    void close() {
        List<LiveStream> open;
        synchronized (this) {
            closed = true;
            open = all();
        }
        open.forEach(LiveStream::end);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("talelio.live.clients", this, OpenStreams::size)
                .description("Clients that follow the stream of events on this node")
                .strongReference(true)
                .register(registry);
    }
}
