package io.talel.query.generation;

import io.talel.query.projection.EventFold;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowBatch;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** A fold that shows each event to the test first, which may let it wait. */
record ObservedFold<E, B extends RowBatch>(EventFold<E, B> fold, Consumer<Object> observer) implements EventFold<E, B> {

    static UnaryOperator<Projection> ofArticles(Consumer<Object> observer) {
        return usual -> usual.name().equals("article")
                ? new Projection(
                        usual.name(), usual.view(), usual.codeVersion(), new ObservedFold<>(usual.fold(), observer))
                : usual;
    }

    @Override
    public Class<E> events() {
        return fold.events();
    }

    @Override
    public B emptyBatch() {
        return fold.emptyBatch();
    }

    @Override
    public Consumer<B> fold(E event, long version, Instant at) {
        observer.accept(event);
        return fold.fold(event, version, at);
    }

    @Override
    public Optional<ToLongFunction<E>> length() {
        return fold.length();
    }
}
