package io.talel.command.eventlog;

import io.talel.command.eventlog.commit.CommandTransaction;
import io.talel.command.eventlog.commit.CommitAnnouncer;
import io.talel.command.eventlog.commit.CommitSignal;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** The event store of this node: what it appends it announces to the other nodes, what they append wakes its readers. */
final class EventLog extends AbstractEventStore {

    private final LogEngine engine;
    private final LogTail tail;
    private final CommitAnnouncer announcer;
    private final LogMeters meters;
    private final CommitSignal commits;

    /** Settings of Axon's store, whose builder is abstract. */
    static final class Builder extends AbstractEventStore.Builder {}

    EventLog(
            Builder builder,
            LogEngine engine,
            LogTail tail,
            CommitAnnouncer announcer,
            LogMeters meters,
            CommitSignal commits) {
        super(builder);
        this.engine = engine;
        this.tail = tail;
        this.meters = meters;
        this.announcer = announcer;
        this.commits = commits;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken position) {
        return tail.open(position);
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
        if (!events.isEmpty()) {
            CommandTransaction.current()
                    .ifPresent(command -> command.appends(events.getFirst().getIdentifier()));
        }
        super.prepareCommit(events);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        commits.send();
        meters.appended(events);
        announcer.announce();
    }
}
