package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** A receiver of webhooks on a port of its own, with scripted answers. */
public final class TestReceiver implements AutoCloseable {

    /** No answer, until the client hangs up. */
    public static final Script HANGS = (socket, in) -> {
        while (in.read() >= 0) {
            // Nothing more is sent.
        }
    };

    /** A success after a while. */
    public static Script slow(Duration pause) {
        return (socket, in) -> {
            socket.setSoTimeout((int) pause.toMillis());
            try {
                HANGS.answer(socket, in);
            } catch (SocketTimeoutException _) {
                status(200, "at last").answer(socket, in);
            }
        };
    }

    /** A success whose body never ends. */
    public static final Script ENDLESS = (socket, _) -> {
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
        while (true) {
            socket.getOutputStream().write("more and more ".getBytes(UTF_8));
        }
    };

    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile Script script;

    /** Answers a request that has been read. */
    @FunctionalInterface
    public interface Script {
        void answer(Socket socket, InputStream in) throws IOException;
    }

    /** @param headers by their names in lower case */
    public record Received(String request, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public TestReceiver(Script script) {
        this(script, ServerSocketFactory.getDefault());
    }

    TestReceiver(Script script, ServerSocketFactory sockets) {
        this.script = script;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Posts to private addresses, too, such as that of this receiver. */
    static HttpPost reachingAll() {
        return new HttpPost(
                InetAddress::getAllByName,
                _ -> true,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                WebhookSender.DEADLINE);
    }

    /** A receiver that answers every request so. */
    public static TestReceiver answering(int status, String body) {
        return new TestReceiver(status(status, body));
    }

    public static Script status(int status, String body, String... headers) {
        return raw("HTTP/1.1 %d Said\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(
                        status,
                        body.getBytes(UTF_8).length,
                        headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n",
                        body));
    }

    public static Script raw(String answer) {
        return (socket, _) -> socket.getOutputStream().write(answer.getBytes(UTF_8));
    }

    public void answers(Script next) {
        script = next;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook?from=talelio";
    }

    /** One of several addresses that lead here. */
    public String url(int number) {
        return url() + "&number=" + number;
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    /** Most connections that were open at a time. */
    public int mostOpen() {
        return mostOpen.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            received.add(read(in));
            script.answer(socket, in);
        } catch (IOException _) {
            // The client has hung up.
        } finally {
            open.decrementAndGet();
        }
    }

    private static Received read(InputStream in) throws IOException {
        String request = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(request, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("hung up");
            }
            line.write(next);
        }
        return line.toString(UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
