package io.talel.gateway.server.pace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.web.pool.Peer;
import io.talel.gateway.web.pool.Peers;
import io.talel.gateway.work.Rounds;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All client connections. Breaks connections of clients that are too far behind and, when room is needed, of the clients that
 * are furthest behind.
 */
@Component
public final class Connections implements Peers {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    /** A client that is behind by less is not slow. The shorter, the sooner a flood of new connections can make room. */
    private static final long SLOW_AFTER = Duration.ofMillis(100).toNanos();

    /** A client in a request that is behind by more makes room first. A mobile network takes up to a second to answer. */
    private static final long MAKES_ROOM_AFTER = Duration.ofSeconds(1).toNanos();

    /** Least time between two searches for room, since each looks at all connections. */
    private static final long SEARCH_INTERVAL = Duration.ofMillis(20).toNanos();

    private final ConnectionSettings settings;
    private final LongSupplier nanoTime;
    private final Counter tooSlow;
    private final Counter noRoom;
    private final Counter hadTurn;
    private final AtomicLong roomMade;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** Connections with an answer that does not end by itself. */
    private final Set<Connection> endless = ConcurrentHashMap.newKeySet();

    private final Rounds rounds =
            new Rounds("slow-clients", CHECK_INTERVAL, this::look, "Connections of slow clients stay open");

    @Autowired
    Connections(ConnectionSettings settings, MeterRegistry meters) {
        this(settings, meters, System::nanoTime);
    }

    Connections(ConnectionSettings settings, MeterRegistry meters, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.roomMade = new AtomicLong(nanoTime.getAsLong() - SEARCH_INTERVAL);
        this.tooSlow = broken(meters, "too_slow");
        this.noRoom = broken(meters, "no_room");
        this.hadTurn = broken(meters, "had_turn");
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

    /** Most connections of both kinds. */
    int mostOfAll() {
        return settings.most() + settings.streams();
    }

    /** Number of connections with an answer that does not end by itself. */
    int endless() {
        return endless.size();
    }

    /** Called for one new connection at a time. */
    Connection add(SocketChannel socket) {
        Pace pace = new Pace(nanoTime, settings.slowestPace().toBytes());
        Connection connection = new Connection(socket, pace, nanoTime.getAsLong());
        open.add(connection);
        makeRoom();
        return connection;
    }

    /** The answer to its request does not end by itself, so it is no longer one of {@link #most}. */
    void becomesEndless(Connection connection) {
        endless.add(connection);
        open.remove(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
        endless.remove(connection);
    }

    /** Called at intervals, because {@link #add} is not called while all connections are in use. */
    void look() {
        breakOverdue();
        makeRoom();
    }

    private void breakOverdue() {
        open.removeIf(connection -> !connection.socket().isOpen());
        endless.removeIf(connection -> !connection.socket().isOpen());
        long patience = settings.patience().toNanos();
        Stream.concat(open.stream(), endless.stream())
                .filter(connection -> connection.isInRequest() && connection.behind() > patience)
                .forEach(connection -> breakOff(connection, tooSlow));
    }

    private record Slow(Connection connection, boolean inRequest, long behind) {

        private static final Comparator<Slow> WORST_FIRST = Comparator.comparing(Slow::dawdles)
                .thenComparing(slow -> !slow.inRequest())
                .thenComparing(Slow::behind)
                .reversed();

        static Slow of(Connection connection) {
            return new Slow(connection, connection.isInRequest(), connection.behind());
        }

        private boolean dawdles() {
            return inRequest && behind > MAKES_ROOM_AFTER;
        }
    }

    private void makeRoom() {
        int connections = open.size();
        if (connections <= most() - most() / 8 || !isTimeForRoom()) {
            return;
        }
        List<Slow> slow = slowest();
        slow.stream().limit(connections - (most() - most() / 4)).forEach(one -> breakOff(one.connection(), noRoom));
        if (slow.isEmpty() && connections >= most()) {
            breakOldestIdle();
        }
    }

    private boolean isTimeForRoom() {
        long now = nanoTime.getAsLong();
        long last = roomMade.get();
        return now - last >= SEARCH_INTERVAL && roomMade.compareAndSet(last, now);
    }

    /** Makes room when no client is slow. */
    private void breakOldestIdle() {
        open.stream()
                .filter(connection -> !connection.isInRequest())
                .min(Comparator.comparingLong(Connection::opened))
                .ifPresent(oldest -> breakOff(oldest, noRoom));
    }

    @Override
    public Peer current() {
        return Connection.CURRENT.isBound() ? new ConnectedPeer(Connection.CURRENT.get()) : NOBODY;
    }

    private final class ConnectedPeer implements Peer {

        private final Connection connection;

        private ConnectedPeer(Connection connection) {
            this.connection = connection;
        }

        @Override
        public String network() {
            return connection.network();
        }

        @Override
        public long behind() {
            return connection.behind();
        }

        @Override
        public void breakOff(Reason reason) {
            Connections.this.breakOff(connection, reason == Reason.NO_ROOM ? noRoom : hadTurn);
        }
    }

    /** The peer of work that no request asked for. */
    private static final Peer NOBODY = new Peer() {
        @Override
        public String network() {
            return "";
        }

        @Override
        public long behind() {
            return 0;
        }

        @Override
        public void breakOff(Reason reason) {}
    };

    private List<Slow> slowest() {
        return open.stream()
                .map(Slow::of)
                .filter(slow -> slow.behind() > SLOW_AFTER)
                .sorted(Slow.WORST_FIRST)
                .toList();
    }

    private void breakOff(Connection connection, Counter reason) {
        // One that was chosen to make room may have become endless meanwhile, and takes none.
        if (open.remove(connection) || (reason == tooSlow && endless.remove(connection))) {
            connection.breakOff();
            reason.increment();
        }
    }
}
