package io.talel.command.eventlog.commit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the listeners of this node that something was appended to the log, by whichever node. */
public final class CommitSignal {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param listener returns at once */
    public void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    public void send() {
        listeners.forEach(Runnable::run);
    }
}
