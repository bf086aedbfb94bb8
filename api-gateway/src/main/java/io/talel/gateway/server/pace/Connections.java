package io.talel.gateway.server.pace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.web.SlowReaders;
import io.talel.gateway.work.Rounds;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All connections of clients. Breaks those whose clients are too far behind, and, where there is no room for others, those
 * whose clients are the furthest behind.
 */
@Component
public final class Connections implements SlowReaders {

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Nobody is called slow before that. The shorter, the sooner a flood of new connections has been gone through. */
    private static final long SLOW = Duration.ofMillis(100).toNanos();

    /** Until then the memory of an answer is not taken away. */
    private static final long SLOW_READER = Duration.ofSeconds(2).toNanos();

    private final ConnectionSettings settings;
    private final LongSupplier nanoTime;
    private final Counter tooSlow;
    private final Counter noRoom;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Rounds rounds = new Rounds("slow-clients", LOOK, this::look, "Connections of slow clients stay open");

    @Autowired
    Connections(ConnectionSettings settings, MeterRegistry meters) {
        this(settings, meters, System::nanoTime);
    }

    Connections(ConnectionSettings settings, MeterRegistry meters, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.tooSlow = broken(meters, "too_slow");
        this.noRoom = broken(meters, "no_room");
    }

    private static Counter broken(MeterRegistry meters, String reason) {
        return meters.counter("talelio.connections.broken", "reason", reason);
    }

    void start() {
        rounds.start();
    }

    void stop() {
        rounds.stop(Duration.ZERO);
    }

    int most() {
        return settings.most();
    }

    /** Called for one new connection at a time. */
    Connection add(SocketChannel socket) {
        Connection connection =
                new Connection(socket, new Pace(nanoTime, settings.slowestPace().toBytes()));
        open.add(connection);
        makeRoom();
        return connection;
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    /** Called now and again: with all connections in use no other one is added. */
    void look() {
        breakOverdue();
        makeRoom();
    }

    private void breakOverdue() {
        open.removeIf(connection -> !connection.socket().isOpen());
        long patience = settings.patience().toNanos();
        open.stream()
                .filter(connection -> connection.isInRequest() && connection.behind() > patience)
                .forEach(connection -> breakOff(connection, tooSlow));
    }

    private record Slow(Connection connection, boolean inRequest, long behind) {

        /** A connection without a request costs little, and a proxy may keep it for its next one. */
        private static final Comparator<Slow> WORST_FIRST = Comparator.comparing(Slow::inRequest)
                .thenComparing(Slow::behind)
                .reversed();

        static Slow of(Connection connection) {
            return new Slow(connection, connection.isInRequest(), connection.behind());
        }
    }

    private void makeRoom() {
        int connections = open.size();
        if (connections > most() - most() / 8) {
            slowest(SLOW, _ -> true).stream()
                    .limit(connections - (most() - most() / 4))
                    .forEach(slow -> breakOff(slow.connection(), noRoom));
        }
    }

    @Override
    public void breakSlowest() {
        slowest(SLOW_READER, Connection::isInAnswer).stream()
                .findFirst()
                .ifPresent(slow -> breakOff(slow.connection(), noRoom));
    }

    private List<Slow> slowest(long behind, Predicate<Connection> which) {
        return open.stream()
                .filter(which)
                .map(Slow::of)
                .filter(slow -> slow.behind() > behind)
                .sorted(Slow.WORST_FIRST)
                .toList();
    }

    private void breakOff(Connection connection, Counter reason) {
        if (open.remove(connection)) {
            connection.breakOff();
            reason.increment();
        }
    }
}
