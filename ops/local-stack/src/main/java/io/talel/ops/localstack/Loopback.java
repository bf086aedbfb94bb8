package io.talel.ops.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The only network address that servers of the local stack listen on. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** The named port, or for 0 one that is free now; whoever is given it should take it soon. */
    static int portOrFree(int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(HOST, 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress address() {
        return InetAddress.ofLiteral(HOST);
    }
}
