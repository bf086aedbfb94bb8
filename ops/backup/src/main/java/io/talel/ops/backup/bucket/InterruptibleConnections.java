package io.talel.ops.backup.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * Opens connections that can be closed during a write. Closing a TLS socket takes the writer's lock, and a writer holds
 * it as long as the server accepts nothing; only with {@code SO_LINGER} does closing stop waiting after that time
 * ({@code sun.security.ssl.SSLSocketImpl}).
 */
final class InterruptibleConnections implements UrlConnectionFactory {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longest time without a byte. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final SSLSocketFactory sockets;

    InterruptibleConnections(SSLSocketFactory sockets) {
        this.sockets = new Lingering(sockets);
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(sockets);
            }
            connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One instance for all connections of a client: the JVM pools connections by URL and factory. */
    private static final class Lingering extends SSLSocketFactory {

        private static final int SECONDS = 1;

        private final SSLSocketFactory sockets;

        Lingering(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        private static Socket lingering(Socket socket) throws SocketException {
            socket.setSoLinger(true, SECONDS);
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return lingering(sockets.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return lingering(sockets.createSocket(socket, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return lingering(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return lingering(sockets.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return lingering(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return lingering(sockets.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
