package io.talel.ops.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Registers users one after the other until closed, or until the node is gone. */
final class RegisteringUsers implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<Newcomer> all = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile boolean closed;

    private RegisteringUsers() {}

    /** A user who has tried to register; without an answer the outcome is unknown. */
    record Newcomer(String username, NodeAnswer answer) {

        String email() {
            return username + "@example.org";
        }

        /** Checks that every user is registered completely or not at all: registers the missing ones, and logs all in. */
        boolean canLogIn(NodeClient client) {
            if (answer.status() != 201) {
                client.register(email(), username);
            }
            return client.logIn(email()).status() == 200;
        }
    }

    static RegisteringUsers start(NodeClient client) {
        RegisteringUsers newcomers = new RegisteringUsers();
        newcomers.thread.execute(() -> newcomers.register(client));
        return newcomers;
    }

    private void register(NodeClient client) {
        Newcomer newcomer;
        do {
            String username = "newcomer" + NUMBERS.incrementAndGet();
            newcomer = new Newcomer(username, client.register(username + "@example.org", username));
            all.add(newcomer);
        } while (!closed && !newcomer.answer().isBroken());
    }

    /** All users who have tried, after the last answer. */
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
