package io.talel.command.eventlog;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** The event store of this node: what it appends it announces to the other nodes, what they append wakes its readers. */
final class EventLog extends EmbeddedEventStore {

    private final LogEngine engine;
    private final CommitAnnouncer announcer;
    private final LogMeters meters;
    private final CommitSignal commits;

    EventLog(Builder builder, LogEngine engine, CommitAnnouncer announcer, LogMeters meters, CommitSignal commits) {
        super(builder.storageEngine(engine));
        this.engine = engine;
        this.meters = meters;
        this.announcer = announcer;
        this.commits = commits;
    }

    /** From the newest snapshot on, if there is one; {@link #readEvents(String, long)} reads the whole history. */
    @Override
    public DomainEventStream readEvents(String stream) {
        return DomainEventStream.concat(
                engine.readFromSnapshot(stream), DomainEventStream.of(stagedDomainEventMessages(stream)));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        if (engine.keepSnapshot(snapshot)) {
            meters.tookSnapshot();
        }
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        CertainCommits.appends(events);
        super.prepareCommit(events);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        wakeUp();
        meters.appended(events);
        announcer.announce();
    }

    /** Something has been appended, by this node or another. */
    void wakeUp() {
        engine.wake();
        super.afterCommit(List.of());
        commits.send();
    }
}
