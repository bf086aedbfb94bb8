package io.talel.gateway.live;

import io.talel.gateway.web.answer.EndlessAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client with a buffer that it empties now and then. */
final class FollowingClient implements EndlessAnswer {

    private final int room;
    private final List<String> blocks = new ArrayList<>();
    private String incomplete = "";
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
        String text = incomplete + buffered.toString(StandardCharsets.UTF_8);
        buffered.reset();
        int end = text.lastIndexOf("\n\n");
        if (end >= 0) {
            blocks.addAll(List.of(text.substring(0, end).split("\n\n")));
        }
        incomplete = end < 0 ? text : text.substring(end + 2);
    }

    /** What it has taken, as far as it is whole: an event ends with an empty line. */
    synchronized List<String> blocks() {
        return List.copyOf(blocks);
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
        return id(blocks().reversed().stream()
                .filter(block -> block.contains("id: "))
                .findFirst()
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
