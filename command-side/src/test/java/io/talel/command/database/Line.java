package io.talel.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that can fall silent: connections stay open and new ones are taken, but nothing passes. */
final class Line implements AutoCloseable {

    private final ServerSocket entry;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object silence = new Object();
    private boolean silent;

    Line(String host, int port) throws IOException {
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    void fallSilent() {
        synchronized (silence) {
            silent = true;
        }
    }

    void speakAgain() {
        synchronized (silence) {
            silent = false;
            silence.notifyAll();
        }
    }

    @Override
    public void close() throws IOException {
        speakAgain();
        entry.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = keep(entry.accept());
                Socket server = keep(new Socket(host, port));
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            }
        } catch (IOException _) {
            // The line was closed.
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitSpeech();
                out.write(bytes, 0, read);
            }
        } catch (IOException _) {
            // One side hung up; so does the other.
        }
    }

    private void awaitSpeech() {
        synchronized (silence) {
            while (silent) {
                try {
                    silence.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
