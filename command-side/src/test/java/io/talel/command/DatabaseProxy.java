package io.talel.command;

import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A proxy to PostgreSQL. It can fall silent, so that connections stay open and new ones are taken, but nothing passes; and it can
 * break a connection around the next COMMIT.
 */
public final class DatabaseProxy implements AutoCloseable {

    /** Where it breaks. */
    public enum Break {
        /** The server has committed; its answer is lost. */
        BEFORE_THE_ANSWER,
        /** The client is cut off; the COMMIT reaches the server once it is let through. */
        BEFORE_A_LATE_COMMIT,
        /** The COMMIT never reaches the server. */
        BEFORE_THE_COMMIT
    }

    /** The text in the client's Parse message and in the server's CommandComplete; both end it with a zero. */
    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket entry;
    private final PostgresDatabase database;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Break> next = new AtomicReference<>();
    private final Semaphore passage = new Semaphore(0);
    private final Object silence = new Object();
    private boolean silent;

    public DatabaseProxy(PostgresDatabase database) throws IOException {
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.database = database;
        Thread.ofVirtual().start(this::accept);
    }

    /** The database behind the proxy. The driver prepares nothing, so it sends each COMMIT as that word. */
    public PostgresDatabase database() {
        return new PostgresDatabase(
                "127.0.0.1",
                entry.getLocalPort(),
                database.name() + "?prepareThreshold=0",
                database.user(),
                database.password(),
                database.ownerUser(),
                database.ownerPassword());
    }

    public void breakAtNextCommit(Break place) {
        next.set(place);
    }

    public boolean hasBroken() {
        return next.get() == null;
    }

    public void fallSilent() {
        synchronized (silence) {
            silent = true;
        }
    }

    public void speakAgain() {
        synchronized (silence) {
            silent = false;
            silence.notifyAll();
        }
    }

    /** Lets the late COMMIT through. */
    public void letThrough() {
        passage.release();
    }

    @Override
    public void close() throws IOException {
        letThrough();
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
                Socket server = keep(new Socket(database.host(), database.port()));
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            }
        } catch (IOException _) {
            // The proxy was closed.
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to, boolean fromClient) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[64 * 1024];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (contains(bytes, read, COMMIT)) {
                    if (next.compareAndSet(fromClient ? Break.BEFORE_THE_COMMIT : Break.BEFORE_THE_ANSWER, null)) {
                        return;
                    }
                    if (fromClient && next.compareAndSet(Break.BEFORE_A_LATE_COMMIT, null)) {
                        from.shutdownInput();
                        from.shutdownOutput();
                        passage.acquire();
                    }
                }
                awaitSpeech();
                out.write(bytes, 0, read);
            }
        } catch (IOException _) {
            // One side hung up; so does the other.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitSpeech() throws InterruptedException {
        synchronized (silence) {
            while (silent) {
                silence.wait();
            }
        }
    }

    private static boolean contains(byte[] bytes, int length, byte[] wanted) {
        for (int start = 0; start + wanted.length <= length; start++) {
            int same = 0;
            while (same < wanted.length && bytes[start + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
