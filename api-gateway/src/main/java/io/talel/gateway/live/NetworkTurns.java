package io.talel.gateway.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Streams that wait for a turn. Networks take turns, and so do the streams of each network. */
final class NetworkTurns {

    private final Map<String, Set<LiveStream>> waiting = new LinkedHashMap<>();

    /** A stream that waits already keeps its turn. */
    void add(LiveStream stream) {
        waiting.computeIfAbsent(stream.network(), _ -> new LinkedHashSet<>()).add(stream);
    }

    Optional<LiveStream> next() {
        return waiting.keySet().stream().findFirst().map(network -> {
            Set<LiveStream> streams = Objects.requireNonNull(waiting.remove(network));
            LiveStream next = streams.iterator().next();
            streams.remove(next);
            if (!streams.isEmpty()) {
                waiting.put(network, streams);
            }
            return next;
        });
    }
}
