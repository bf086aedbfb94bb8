package io.talel.gateway.web.pool;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A pool of 100 KiB with clients of several networks. */
final class TestPool implements AutoCloseable {

    static final int KIB = 1024;
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(30);

    /** The network of requests that name none. */
    static final String HERE = "here";

    private static final ScopedValue<String> NETWORK = ScopedValue.newInstance();

    /** Networks of the broken peers, in order. */
    final List<String> broken = new CopyOnWriteArrayList<>();

    final Set<Peer.Reason> reasons = new HashSet<>();
    final Map<String, Duration> behind = new HashMap<>();
    final AtomicLong bytes = new AtomicLong(100 * KIB);

    /** Whether a broken peer gives its share back at once, the oldest of its network first. */
    boolean endAtOnce = true;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final Map<String, Deque<FairPool.Share>> shares = new HashMap<>();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    final FairPool pool = new FairPool(bytes::get, this::peer, now::get);

    private Peer peer() {
        asked.incrementAndGet();
        return new TestPeer(NETWORK.orElse(HERE));
    }

    private final class TestPeer implements Peer {

        private final String network;

        TestPeer(String network) {
            this.network = network;
        }

        @Override
        public String network() {
            return network;
        }

        @Override
        public long behind() {
            return behind.getOrDefault(network, Duration.ZERO).toNanos();
        }

        @Override
        public void breakOff(Reason reason) {
            broken.add(network);
            reasons.add(reason);
            if (endAtOnce) {
                shares.get(network).remove().close();
            }
        }
    }

    void passes(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    FairPool.Share hold(String network, long bytes) {
        return hold(network, "", bytes);
    }

    FairPool.Share hold(String network, String owner, long bytes) {
        FairPool.Share share = from(network, () -> pool.take(bytes, AT_ONCE, owner));
        shares.computeIfAbsent(network, _ -> new ArrayDeque<>()).add(share);
        return share;
    }

    static <T> T from(String network, Supplier<T> request) {
        return ScopedValue.where(NETWORK, network).call(request::get);
    }

    Future<FairPool.Share> ask(String network, long bytes) {
        return ask(network, "", bytes);
    }

    /** Returns once the request waits. */
    Future<FairPool.Share> ask(String network, String owner, long bytes) {
        int before = asked.get();
        Future<FairPool.Share> share = clients.submit(() -> from(network, () -> pool.take(bytes, LONG, owner)));
        await().until(() -> asked.get() > before);
        return share;
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
