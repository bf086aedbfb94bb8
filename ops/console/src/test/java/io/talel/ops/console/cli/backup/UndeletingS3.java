package io.talel.ops.console.cli.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.talel.ops.localstack.LocalS3;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy for S3 that refuses deletions after a number of them, as for an account that may only write. */
final class UndeletingS3 implements AutoCloseable {

    private static final String ERROR = "<Error><Code>AccessDenied</Code></Error>";
    private static final byte[] REFUSAL = """
            HTTP/1.1 403 Forbidden\r
            Content-Type: application/xml\r
            Content-Length: %d\r
            \r
            %s""".formatted(ERROR.length(), ERROR).getBytes(ISO_8859_1);

    private final ServerSocket listener;
    private final AtomicInteger allowed;
    private final int port;

    /** @param allowed deletions to pass on first */
    UndeletingS3(LocalS3 s3, int allowed) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = s3.port();
        this.allowed = new AtomicInteger(allowed);
        Thread.ofPlatform().daemon().name("undeleting-s3").start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(listener.getInetAddress(), port);
                Thread.ofPlatform().daemon().start(() -> pass(client, server));
                Thread.ofPlatform().daemon().start(() -> pass(server, client));
            } catch (IOException _) {
                // The test has ended.
            }
        }
    }

    /** A client sends a request only after the answer to the previous one, so each request starts a read. */
    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[64 * 1024];
            for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                if (new String(bytes, 0, length, ISO_8859_1).startsWith("DELETE /") && allowed.getAndDecrement() <= 0) {
                    from.getOutputStream().write(REFUSAL);
                } else {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException _) {
            // One of the sides has gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
