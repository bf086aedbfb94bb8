package io.talel.ops.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** People who register one after the other until closed, or until their node is gone. */
final class Newcomers implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<Newcomer> all = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile boolean closed;

    private Newcomers() {}

    /** Somebody who has tried to register; whether it worked is only known of one who was answered. */
    record Newcomer(String username, Answer answer) {

        String email() {
            return username + "@example.org";
        }

        /** Registered completely or not at all: whoever was not can be now, and everybody can log in. */
        boolean canLogIn(Client client) {
            if (answer.status() != 201) {
                client.register(email(), username);
            }
            return client.logIn(email()).status() == 200;
        }
    }

    static Newcomers start(Client client) {
        Newcomers newcomers = new Newcomers();
        newcomers.thread.execute(() -> newcomers.register(client));
        return newcomers;
    }

    private void register(Client client) {
        Newcomer newcomer;
        do {
            String username = "newcomer" + NUMBERS.incrementAndGet();
            newcomer = new Newcomer(username, client.register(username + "@example.org", username));
            all.add(newcomer);
        } while (!closed && !newcomer.answer().isBroken());
    }

    /** Everybody who has tried, after the last answer. */
    List<Newcomer> all() {
        close();
        return all;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
