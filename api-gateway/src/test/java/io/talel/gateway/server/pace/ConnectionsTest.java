package io.talel.gateway.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.web.pool.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionsTest {

    private static final int MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private ServerSocketChannel listener;
    private long now = 1;
    private final Connections connections =
            new Connections(new ConnectionSettings(MOST, 0, PATIENCE, DataSize.ofKilobytes(32)), meters, () -> now);

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void hangUp() throws IOException {
        for (SocketChannel socket : sockets) {
            socket.close();
        }
        listener.close();
    }

    @Test
    void a_client_too_far_behind_in_a_request_is_broken_off() throws IOException {
        Connection idle = idle(connection());
        Connection dawdling = requesting(connection());
        passes(PATIENCE.plusMillis(1));
        Connection fresh = requesting(connection());
        connections.look();
        assertThat(List.of(isBroken(idle), isBroken(dawdling), isBroken(fresh))).containsExactly(false, true, false);
        assertThat(broken("too_slow")).isEqualTo(1);
    }

    @Test
    void a_client_is_not_behind_while_the_node_works() throws IOException {
        Connection served = connection();
        served.beginRequest();
        served.received(500);
        passes(PATIENCE.multipliedBy(10));
        connections.look();
        assertThat(isBroken(served)).isFalse();
    }

    @Test
    void the_furthest_behind_make_room_and_requests_before_idle_ones() throws IOException {
        List<Connection> idle = new ArrayList<>();
        List<Connection> dawdling = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            idle.add(idle(connection()));
        }
        for (int i = 0; i < 7; i++) {
            dawdling.add(requesting(connection()));
            passes(Duration.ofSeconds(1));
        }
        Connection fresh = connection();
        assertThat(isBroken(fresh)).isFalse();
        assertThat(idle).noneMatch(this::isBroken);
        assertThat(dawdling.subList(0, 3)).allMatch(this::isBroken);
        assertThat(dawdling.subList(3, 7)).noneMatch(this::isBroken);
        assertThat(broken("no_room")).isEqualTo(3);
    }

    @Test
    void a_client_does_not_count_as_slow_at_once() throws IOException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(requesting(connection()));
        }
        assertThat(all).noneMatch(this::isBroken);
        passes(Duration.ofSeconds(1));
        connections.look();
        assertThat(all).filteredOn(this::isBroken).hasSize(MOST / 4);
    }

    @Test
    void the_peer_of_the_current_request_can_be_broken_off_from_anywhere() throws IOException {
        Connection slow = requesting(connection());
        Connection reading = reading(connection());
        Connection other = reading(connection());
        Peer peer = ScopedValue.where(Connection.CURRENT, reading).call(connections::current);
        assertThat(peer.network()).isEqualTo("127.0.0.1");
        peer.breakOff(Peer.Reason.HAD_TURN);
        peer.breakOff(Peer.Reason.HAD_TURN);
        ScopedValue.where(Connection.CURRENT, slow).call(connections::current).breakOff(Peer.Reason.NO_ROOM);
        assertThat(List.of(isBroken(slow), isBroken(reading), isBroken(other))).containsExactly(true, true, false);
        assertThat(broken("had_turn")).isEqualTo(1);
        assertThat(broken("no_room")).isEqualTo(1);
    }

    @Test
    void a_peer_is_behind_while_the_node_waits_for_it() throws IOException {
        Connection sending = requesting(connection());
        Peer peer = ScopedValue.where(Connection.CURRENT, sending).call(connections::current);
        passes(Duration.ofSeconds(3));
        assertThat(Duration.ofNanos(peer.behind())).isEqualTo(Duration.ofSeconds(3));
        sending.received(10);
        assertThat(peer.behind()).isZero();
    }

    @Test
    void work_without_a_request_has_a_peer_that_is_never_slow() {
        Peer nobody = connections.current();
        passes(Duration.ofHours(1));
        nobody.breakOff(Peer.Reason.NO_ROOM);
        assertThat(nobody.network()).isEmpty();
        assertThat(nobody.behind()).isZero();
    }

    @Test
    void idle_ones_make_room_before_clients_of_slow_networks_and_the_longest_idle_first() throws IOException {
        List<Connection> idle = new ArrayList<>();
        List<Connection> phones = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            phones.add(requesting(connection()));
        }
        for (int i = 0; i < 7; i++) {
            idle.add(idle(connection()));
            passes(Duration.ofMillis(50));
        }
        connection();
        assertThat(phones).noneMatch(this::isBroken);
        assertThat(idle.subList(0, 3)).allMatch(this::isBroken);
        assertThat(idle.subList(3, 7)).noneMatch(this::isBroken);
    }

    @Test
    void a_connection_without_a_request_makes_room_before_idle_ones() throws IOException {
        List<Connection> idle = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            idle.add(idle(connection()));
        }
        List<Connection> silent = List.of(connection(), connection(), connection());
        passes(Duration.ofSeconds(2));
        connection();
        assertThat(idle).noneMatch(this::isBroken);
        assertThat(silent).allMatch(this::isBroken);
    }

    @Test
    void with_all_in_use_and_no_slow_client_the_oldest_without_a_request_makes_room() throws IOException {
        Connection busy = requesting(connection());
        Connection oldest = idle(connection());
        List<Connection> others = new ArrayList<>();
        for (int i = 2; i < MOST; i++) {
            passes(Duration.ofMillis(1));
            others.add(idle(connection()));
        }
        passes(Duration.ofMillis(20));
        connections.look();
        assertThat(isBroken(oldest)).isTrue();
        assertThat(isBroken(busy)).isFalse();
        assertThat(others).noneMatch(this::isBroken);
    }

    @Test
    void blank_lines_between_requests_gain_no_time() throws IOException {
        Connection blank = idle(connection());
        for (int i = 0; i < 250; i++) {
            passes(PATIENCE.dividedBy(200));
            blank.beginRequest();
            blank.received(1);
            blank.received(0);
            blank.endRequest();
        }
        connections.look();
        assertThat(isBroken(blank)).isTrue();
    }

    @Test
    void room_is_looked_for_once_in_a_while() throws IOException {
        List<Connection> dawdling = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            dawdling.add(requesting(connection()));
        }
        passes(Duration.ofSeconds(2));
        connection();
        connection();
        connection();
        connection();
        assertThat(dawdling).filteredOn(this::isBroken).hasSize(3);
        passes(Duration.ofMillis(20));
        connection();
        assertThat(dawdling).filteredOn(this::isBroken).hasSizeGreaterThan(3);
    }

    @Test
    void answers_without_an_end_take_no_room_and_break_only_when_the_client_takes_nothing() throws IOException {
        List<Connection> endless = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            Connection connection = requesting(connection());
            connection.sent(10);
            connections.becomesEndless(connection);
            endless.add(connection);
        }
        endless.getFirst().sent(0);
        passes(PATIENCE.plusMillis(1));
        Connection fresh = requesting(connection());
        connections.look();

        assertThat(isBroken(fresh)).isFalse();
        assertThat(endless).filteredOn(this::isBroken).containsExactly(endless.getFirst());
        assertThat(broken("too_slow")).isEqualTo(1);
        assertThat(connections.endless()).isEqualTo(2 * MOST - 1);
    }

    private Connection connection() throws IOException {
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel socket = listener.accept();
        sockets.addAll(List.of(client, socket));
        return connections.add(socket);
    }

    private static Connection requesting(Connection connection) {
        connection.beginRequest();
        connection.received(10);
        connection.received(0);
        return connection;
    }

    /** An answer is out. */
    private static Connection idle(Connection connection) {
        requesting(connection).sent(10);
        connection.endRequest();
        return connection;
    }

    private static Connection reading(Connection connection) {
        requesting(connection).sent(10);
        connection.sent(0);
        return connection;
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    /** As Tomcat's thread notices it: the stream has ended. */
    private boolean isBroken(Connection connection) {
        try {
            connection.socket().configureBlocking(false);
            return connection.socket().read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private double broken(String reason) {
        return meters.counter("talelio.connections.broken", "reason", reason).count();
    }
}
