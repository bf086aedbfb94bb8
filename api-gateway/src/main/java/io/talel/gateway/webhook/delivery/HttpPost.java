package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.webhook.registry.ReceiverUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts JSON to addresses that strangers have chosen. A host is looked up once for each connection, and the connection goes to
 * the address that was checked: the JDK's client would look it up again by itself. Follows no redirect, reads no more of the
 * answer than its beginning, and ends in time whatever the other side does.
 */
final class HttpPost implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** From the head of an answer on. The head has the status, which decides. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(1);

    private final Lookup lookup;
    private final Predicate<InetAddress> allowed;
    private final SSLSocketFactory tls;
    private final Duration deadline;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * @param allowed addresses to which it may connect
     * @param tls checks the chain of certificates; the name is checked here
     */
    HttpPost(Lookup lookup, Predicate<InetAddress> allowed, SSLSocketFactory tls, Duration deadline) {
        this.lookup = lookup;
        this.allowed = allowed;
        this.tls = tls;
        this.deadline = deadline;
    }

    /** @throws IOException if there is no answer in time; its message is for the author of the webhook */
    ReceiverResponse send(ReceiverUrl url, Map<String, String> headers, String body) throws IOException {
        InetAddress address = address(url.host());
        try (Socket socket = new Socket()) {
            open.add(socket);
            long begun = System.nanoTime();
            Future<?> watch = closeIn(deadline, socket);
            try {
                socket.connect(new InetSocketAddress(address, url.port()), (int) CONNECT_TIMEOUT.toMillis());
                Socket channel = url.isEncrypted() ? encrypted(socket, url) : socket;
                post(channel, url, headers, body);
                return ReceiverResponseReader.read(channel.getInputStream(), () -> {
                    Future<?> _ = closeIn(BODY_TIMEOUT, socket);
                });
            } catch (IOException e) {
                throw System.nanoTime() - begun >= deadline.toNanos()
                        ? new IOException("No answer within " + deadline.toSeconds() + " s", e)
                        : e;
            } finally {
                watch.cancel(false);
                open.remove(socket);
            }
        }
    }

    private Future<?> closeIn(Duration time, Socket socket) {
        return deadlines.schedule(() -> close(socket), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private InetAddress address(String host) throws IOException {
        InetAddress[] found;
        try {
            found = lookup.addresses(host);
        } catch (UnknownHostException e) {
            throw new IOException("The host is unknown", e);
        }
        return Arrays.stream(found)
                .filter(allowed)
                .findFirst()
                .orElseThrow(() -> new IOException("The host has no public address"));
    }

    /** Closing the plain socket below breaks a handshake off, too. */
    private SSLSocket encrypted(Socket socket, ReceiverUrl url) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void post(Socket socket, ReceiverUrl url, Map<String, String> headers, String body)
            throws IOException {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("POST " + url.target() + " HTTP/1.1\r\n");
        line(head, "Host", url.authority());
        line(head, "User-Agent", "talelio");
        line(head, "Content-Type", "application/json");
        line(head, "Content-Length", String.valueOf(content.length));
        line(head, "Connection", "close");
        headers.forEach((name, value) -> line(head, name, value));
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.write(content);
        out.flush();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Breaks off what is under way. */
    void breakOff() {
        open.forEach(HttpPost::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more, closed or not.
        }
    }

    @Override
    public void close() {
        breakOff();
        deadlines.shutdownNow();
    }
}
