package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** Counts what an index is asked, each of which is one statement, and the rows that it gives. */
final class MeasuredIndex implements StreamIndex {

    private final StreamIndex measured;
    private int statements;
    private int rows;

    MeasuredIndex(StreamIndex measured) {
        this.measured = measured;
    }

    int statements() {
        return statements;
    }

    int rows() {
        return rows;
    }

    @Override
    public Map<Long, List<Place>> last(String stream, Collection<Long> upTo, Collection<Class<?>> kinds) {
        Map<Long, List<Place>> found = measured.last(stream, upTo, kinds);
        count(found.values().stream().mapToInt(List::size).sum());
        return found;
    }

    @Override
    public List<Place> newest(String stream, long from, long upTo, Collection<Class<?>> kinds, int limit) {
        List<Place> found = measured.newest(stream, from, upTo, kinds, limit);
        count(found.size());
        return found;
    }

    @Override
    public long versionAt(String stream, Instant at) {
        count(1);
        return measured.versionAt(stream, at);
    }

    @Override
    public long presentVersion(String stream) {
        count(1);
        return measured.presentVersion(stream);
    }

    @Override
    public long number(String stream, long version, String field) {
        count(1);
        return measured.number(stream, version, field);
    }

    @Override
    public List<DomainEventMessage<?>> read(String stream, Collection<Long> versions) {
        List<DomainEventMessage<?>> found = measured.read(stream, versions);
        count(found.size());
        return found;
    }

    private void count(int found) {
        statements++;
        rows += found;
    }
}
