package io.talel.gateway.article;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.pool.AnswerMemory;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/** Makes room for large texts before they are read. */
@Component
public final class LargeReads {

    /** Size, in bytes, from which on an article is loaded only when there is room for it. */
    public static final int LARGE_BYTES = 128 * 1024;

    private final AnswerMemory memory;

    LargeReads(AnswerMemory memory) {
        this.memory = memory;
    }

    /**
     * Asks again with the room that was made until there is enough: a size may become known only step by step. What is found may
     * take more room than reading it did.
     *
     * @param query by the most bytes that it may read; answers with a larger size alone if it needs more
     * @throws HttpRefusal if there is no room, and with 404 if nothing is found
     */
    public <T, R> R read(IntFunction<Optional<T>> query, ToIntFunction<T> bytes, Function<T, Optional<R>> content) {
        int room = LARGE_BYTES;
        while (true) {
            T found = query.apply(room).orElseThrow(NotFoundRefusals::noArticle);
            int needed = bytes.applyAsInt(found);
            if (needed > room) {
                memory.reserve(needed);
                room = needed;
            }
            Optional<R> shown = content.apply(found);
            if (shown.isPresent()) {
                return shown.get();
            }
        }
    }
}
