package io.talel.gateway.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy that harms the connections it carries when a test says so. */
final class UnreliableProxy implements AutoCloseable {

    /** What happens to a connection. */
    enum Harm {
        /** A TCP reset, as by a killed server. */
        RESET,
        /** A regular end, too early. */
        CUT,
        /** Silence. */
        HANG
    }

    /**
     * A harm and its place.
     *
     * @param request whether it happens on the way to the server
     * @param after bytes of a connection, counted from the call of {@link #harm}, after which it happens
     */
    record Fault(Harm harm, boolean request, int after) {

        static Fault ofRequest(Harm harm, int after) {
            return new Fault(harm, true, after);
        }

        static Fault ofResponse(Harm harm, int after) {
            return new Fault(harm, false, after);
        }
    }

    /** Further than any test sends, so it never happens. */
    private static final Fault NONE = Fault.ofRequest(Harm.HANG, Integer.MAX_VALUE);

    private static final int CHUNK = 8 * 1024;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger harmed = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Fault fault = NONE;

    UnreliableProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Harms new and open connections from now on. */
    void harm(Fault next) {
        harmed.set(0);
        answered.set(0);
        fault = next;
    }

    void doNoHarm() {
        harm(NONE);
    }

    /** Bytes from the server since the last call of {@link #harm}. */
    int answered() {
        return answered.get();
    }

    /** Connections harmed since the last call of {@link #harm}. */
    int harmed() {
        return harmed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = opened(listener.accept());
                Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), target));
                Thread.ofVirtual().start(() -> carry(client, server, true));
                Thread.ofVirtual().start(() -> carry(server, client, false));
            }
        } catch (IOException closed) {
            sockets.forEach(UnreliableProxy::close);
        }
    }

    private Socket opened(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void carry(Socket from, Socket to, boolean request) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            Fault agreed = NONE;
            int left = Integer.MAX_VALUE;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (agreed != fault) {
                    agreed = fault;
                    left = agreed.request() == request ? agreed.after() : Integer.MAX_VALUE;
                }
                int passed = Math.min(n, left);
                out.write(chunk, 0, passed);
                answered.addAndGet(request ? 0 : passed);
                left -= passed;
                if (left == 0) {
                    harmed.incrementAndGet();
                    doHarm(agreed.harm(), from, to);
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void doHarm(Harm harm, Socket from, Socket to) throws SocketException {
        switch (harm) {
            case RESET -> {
                reset(from);
                reset(to);
            }
            case CUT -> {
                close(from);
                close(to);
            }
            case HANG -> {}
        }
    }

    private static void reset(Socket socket) throws SocketException {
        socket.setSoLinger(true, 0);
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
