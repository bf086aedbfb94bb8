package io.talel.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyReaderTest {

    private static final int LIMIT = 100_000;

    /** Heap per large body in memory, in bytes. */
    private static final long HEAP = 128L * 1024 * 1024;

    /** Distinguishes the files of this process from those of others. */
    private static final String BEGINNING = "Body of " + ProcessHandle.current().pid() + ". ";

    private static final String LARGE = BEGINNING + "x".repeat(20_000);
    private static final String SMALL = BEGINNING + "x".repeat(16 * 1024 - BEGINNING.length());

    private final List<Path> found = new ArrayList<>();

    @Test
    void a_large_body_waits_on_disk_and_leaves_nothing_there() {
        assertThat(read(new SequenceInputStream(bytes(LARGE), new Search(false))))
                .isEqualTo(LARGE);
        assertThat(found).hasSize(1).allSatisfy(file -> assertThat(file).doesNotExist());
    }

    @Test
    void a_large_body_that_breaks_off_leaves_nothing_on_disk() {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> read(new SequenceInputStream(bytes(LARGE), new Search(true))))
                .extracting(HttpRefusal::status)
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(found).hasSize(1).allSatisfy(file -> assertThat(file).doesNotExist());
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
                found.addAll(waitingOnDisk());
            }
            if (breaksOff) {
                throw new IOException("The client has gone");
            }
            return -1;
        }
    }

    private static List<Path> waitingOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("talelio-body-"))
                    .filter(BodyReaderTest::isOurs)
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING.length()), StandardCharsets.US_ASCII).equals(BEGINNING);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(InputStream body) {
        return read(body, CharBuffer::toString);
    }

    private static String read(InputStream body, Function<CharBuffer, String> use) {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
        return BodyReader.read(request, LIMIT, use);
    }
}
