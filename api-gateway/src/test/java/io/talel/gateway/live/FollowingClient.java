package io.talel.gateway.live;

import io.talel.gateway.web.EndlessAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client with a buffer that it empties now and then. */
final class FollowingClient implements EndlessAnswer {

    private final int room;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();
    private boolean gone;
    private boolean ended;

    /** @param room bytes of its buffer */
    FollowingClient(int room) {
        this.room = room;
    }

    @Override
    public synchronized void write(ByteBuffer bytes) throws IOException {
        if (gone) {
            throw new IOException("gone");
        }
        while (bytes.hasRemaining() && buffered.size() < room) {
            buffered.write(bytes.get());
        }
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Its connection breaks, with what it has not taken. */
    synchronized void goAway() {
        gone = true;
    }

    synchronized void takeAll() {
        taken.writeBytes(buffered.toByteArray());
        buffered.reset();
    }

    /** What it has taken, as far as it is whole: an event ends with an empty line. */
    synchronized List<String> blocks() {
        String text = taken.toString(StandardCharsets.UTF_8);
        int end = text.lastIndexOf("\n\n");
        return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n\n"));
    }

    /** Ids of the events that it has. */
    List<Long> events() {
        List<Long> ids = new ArrayList<>();
        for (String block : blocks()) {
            if (block.contains("\ndata: ")) {
                ids.add(id(block));
            }
        }
        return ids;
    }

    /** Where it goes on. */
    long lastEventId() {
        return id(blocks().stream()
                .filter(block -> block.contains("id: "))
                .reduce((_, later) -> later)
                .orElseThrow());
    }

    private static long id(String block) {
        return block.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.valueOf(line.substring(4)))
                .findFirst()
                .orElseThrow();
    }
}
