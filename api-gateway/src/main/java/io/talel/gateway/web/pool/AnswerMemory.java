package io.talel.gateway.web.pool;

import io.talel.gateway.web.HttpRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Memory for answers that are held as bytes while their readers take them. An answer of up to {@value #SMALL} bytes is
 * free: the limit of connections covers it.
 */
@Component
public final class AnswerMemory {

    private static final int SMALL = 16 * 1024;

    /** Copies of the texts while an answer is made: from the database, as strings, and twice as JSON. */
    private static final int COPIES = 4;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /** Longest wait in the middle of an answer, where giving up loses more. */
    private static final Duration MAX_WAIT_WITHIN_ANSWER = Duration.ofSeconds(10);

    private static final String SHARE = AnswerMemory.class.getName();

    /** Memory of answers whose size is known before they are made. */
    private final FairPool large;

    /** Memory of all other answers. */
    private final FairPool medium;

    @Autowired
    AnswerMemory(Peers peers) {
        this(peers, Runtime.getRuntime().maxMemory());
    }

    /** @param heap in bytes */
    AnswerMemory(Peers peers, long heap) {
        this.large = new FairPool(() -> heap / 8, peers, System::nanoTime);
        this.medium = new FairPool(() -> heap / 16, peers, System::nanoTime);
    }

    /**
     * Takes the memory that making the answer to the current request needs, in place of what it has taken before.
     *
     * @param bytes of the texts in the answer
     * @throws HttpRefusal if there is no room
     */
    public void reserve(long bytes) {
        if (reserved() instanceof FairPool.Share before) {
            RequestContextHolder.currentRequestAttributes().removeAttribute(SHARE, RequestAttributes.SCOPE_REQUEST);
            before.close();
        }
        keep(large.take(COPIES * bytes, MAX_WAIT));
    }

    /**
     * Holds the memory of the finished answer to the current request until the client has taken it.
     *
     * @throws HttpRefusal if there is no room
     */
    public void hold(byte[] answer) {
        if (reserved() instanceof FairPool.Share share) {
            share.resize(answer.length);
        } else if (answer.length > SMALL) {
            keep(medium.take(answer.length, MAX_WAIT));
        }
    }

    /** Like {@link #hold}, but never refuses: the write is done. */
    public void holdAnyway(byte[] answer) {
        if (reserved() instanceof FairPool.Share share) {
            share.resize(answer.length);
        } else if (answer.length > SMALL) {
            keep(medium.takeAnyway(answer.length));
        }
    }

    private static @Nullable Object reserved() {
        return RequestContextHolder.currentRequestAttributes().getAttribute(SHARE, RequestAttributes.SCOPE_REQUEST);
    }

    /** Keeps the share until the request ends. */
    private static void keep(FairPool.Share share) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        request.setAttribute(SHARE, share, RequestAttributes.SCOPE_REQUEST);
        request.registerDestructionCallback(SHARE, share::close, RequestAttributes.SCOPE_REQUEST);
    }

    /** Sends the pieces of an answer. */
    @FunctionalInterface
    public interface Sender {
        void send(byte[] piece) throws IOException;
    }

    /**
     * Makes and sends one piece of an answer.
     *
     * @param bytes of the texts in the piece
     * @param first whether nothing has been sent before
     * @throws HttpRefusal if there is no room
     */
    public void pass(long bytes, boolean first, Supplier<byte[]> piece, Sender sender) throws IOException {
        try (FairPool.Share share = large.take(COPIES * bytes, first ? MAX_WAIT : MAX_WAIT_WITHIN_ANSWER)) {
            byte[] made = piece.get();
            share.resize(made.length);
            sender.send(made);
        }
    }
}
