package io.talel.gateway.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.BodySpace;
import io.talel.gateway.web.pool.BodySpaces;
import io.talel.gateway.web.pool.FairPool;
import io.talel.gateway.web.pool.TestPeers;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyReaderTest {

    private static final int LIMIT = 100_000;

    /** Heap per large body in memory, in bytes. */
    private static final long HEAP = 128L * 1024 * 1024;

    private static final Duration MAX_WAIT = Duration.ofMillis(200);

    private static final String LARGE = "x".repeat(20_000);
    private static final String SMALL = "x".repeat(16 * 1024);

    private static final int BLOCK = 4_096;

    /** What {@link #LARGE} takes on disk at most, in whole KiB. */
    private static final int LARGE_ON_DISK = 24 * 1024;

    /** Sizes of the files that waited on disk at some time. */
    private final List<Long> found = new ArrayList<>();

    @Test
    void a_large_body_waits_on_disk_and_leaves_nothing_there() {
        assertThat(read(new SequenceInputStream(bytes(LARGE), new Search(false))))
                .isEqualTo(LARGE);
        assertThat(found).hasSize(1);
        assertThat(BodiesOnDisk.sizes()).isEmpty();
    }

    @Test
    void a_large_body_that_breaks_off_leaves_nothing_on_disk() {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> read(new SequenceInputStream(bytes(LARGE), new Search(true))))
                .extracting(HttpRefusal::status)
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(found).hasSize(1);
        assertThat(BodiesOnDisk.sizes()).isEmpty();
    }

    @Test
    void a_body_takes_the_announced_space_until_it_has_been_used() {
        BodySpace space = space(2L * LARGE_ON_DISK);
        assertThat(read(space, LARGE.length(), bytes(LARGE), _ -> {
                    assertThat(fits(space, LARGE_ON_DISK)).isTrue();
                    assertThat(fits(space, LARGE_ON_DISK + 1)).isFalse();
                    return "used";
                }))
                .isEqualTo("used");
        assertThat(fits(space, 2 * LARGE_ON_DISK)).isTrue();
    }

    @Test
    void a_body_of_unknown_length_takes_the_space_of_the_longest_until_it_has_come() {
        BodySpace space = space(LIMIT + BLOCK);
        InputStream looks = new Look(() -> assertThat(fits(space, 1)).isFalse());
        read(space, -1, new SequenceInputStream(bytes(LARGE), looks), _ -> {
            assertThat(fits(space, LIMIT - LARGE_ON_DISK - 1024)).isTrue();
            return "";
        });
        assertThat(fits(space, LIMIT)).isTrue();
    }

    @Test
    void a_large_body_without_space_on_disk_is_refused_and_may_come_again() {
        BodySpace space = space(LARGE_ON_DISK);
        try (FairPool.Share _ = space.take(request(LARGE.length(), bytes("")), LIMIT, 1)) {
            assertThatExceptionOfType(HttpRefusal.class)
                    .isThrownBy(() -> read(space, LARGE.length(), bytes(LARGE), CharBuffer::toString))
                    .satisfies(refusal -> {
                        assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                        assertThat(refusal.headers().getFirst(HttpHeaders.RETRY_AFTER))
                                .isEqualTo("2");
                    });
            assertThat(read(space, SMALL.length(), bytes(SMALL), CharBuffer::toString))
                    .isEqualTo(SMALL);
        }
        assertThat(read(space, LARGE.length(), bytes(LARGE), CharBuffer::toString))
                .isEqualTo(LARGE);
    }

    @Test
    void a_small_body_never_waits_on_disk() {
        assertThat(read(new SequenceInputStream(bytes(SMALL), new Search(false))))
                .isEqualTo(SMALL);
        assertThat(found).isEmpty();
    }

    @Test
    void no_more_large_bodies_are_in_memory_than_the_heap_has_room_for() {
        int most = (int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP);
        AtomicInteger inMemory = new AtomicInteger();
        Semaphore leave = new Semaphore(0);
        List<Thread> clients = new ArrayList<>();
        try {
            for (int i = 0; i <= most; i++) {
                clients.add(Thread.ofPlatform()
                        .start(() -> read(bytes(LARGE), _ -> {
                            inMemory.incrementAndGet();
                            leave.acquireUninterruptibly();
                            return "";
                        })));
            }
            await().until(() -> clients.stream().allMatch(client -> client.getState() == Thread.State.WAITING));
            assertThat(inMemory).hasValue(most);
        } finally {
            leave.release(most + 1);
        }
        await().until(() -> inMemory.get() == most + 1);
    }

    /** The end of a body; looks for its file when it is read. */
    private final class Search extends InputStream {

        private final boolean breaksOff;

        Search(boolean breaksOff) {
            this.breaksOff = breaksOff;
        }

        @Override
        public int read() throws IOException {
            if (found.isEmpty()) {
                found.addAll(BodiesOnDisk.sizes());
            }
            if (breaksOff) {
                throw new IOException("The client has gone");
            }
            return -1;
        }
    }

    /** The end of a body; looks at something when it is read. */
    private static final class Look extends InputStream {

        private final Runnable look;

        Look(Runnable look) {
            this.look = look;
        }

        @Override
        public int read() {
            look.run();
            return -1;
        }
    }

    /** A body without room is refused soon, since nobody leaves meanwhile. */
    private static BodySpace space(long bytes) {
        return BodySpaces.space(TestPeers::fast, bytes, MAX_WAIT);
    }

    /** Whether somebody else's body has room. */
    private static boolean fits(BodySpace space, int bytes) {
        MockHttpServletRequest request = request(bytes, bytes(""));
        BodySpace.setOwner(request, "other");
        try (FairPool.Share _ = space.take(request, LIMIT, 0)) {
            return true;
        } catch (HttpRefusal full) {
            return false;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(InputStream body) {
        return read(body, CharBuffer::toString);
    }

    private static String read(InputStream body, Function<CharBuffer, String> use) {
        return BodyReaders.withoutLimit().read(request(-1, body), LIMIT, use);
    }

    private static String read(BodySpace space, int announced, InputStream body, Function<CharBuffer, String> use) {
        return new BodyReader(space).read(request(announced, body), LIMIT, use);
    }

    private static MockHttpServletRequest request(int announced, InputStream body) {
        return new MockHttpServletRequest() {
            @Override
            public long getContentLengthLong() {
                return announced;
            }

            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
    }
}
