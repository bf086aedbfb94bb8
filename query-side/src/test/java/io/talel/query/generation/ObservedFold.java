package io.talel.query.generation;

import io.talel.query.projection.EventFold;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowChange;
import io.talel.query.projection.RowContent;
import io.talel.query.projection.RowTable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** A fold that shows each event to the test first, which may let it wait. */
record ObservedFold<E, R extends RowContent<R>>(EventFold<E, R> fold, Consumer<Object> observer)
        implements EventFold<E, R> {

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
    public RowTable<R> table() {
        return fold.table();
    }

    @Override
    public RowChange<R> fold(E event, Instant at) {
        observer.accept(event);
        return fold.fold(event, at);
    }

    @Override
    public Optional<ToLongFunction<E>> length() {
        return fold.length();
    }
}
