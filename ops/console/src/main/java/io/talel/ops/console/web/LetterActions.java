package io.talel.ops.console.web;

import io.talel.ops.console.command.Refused;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.store.Rows;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tries letters again or discards them, many at once. */
final class LetterActions {

    /** Letters of one request: more than both limits of one projection's queue would ever let a person look through. */
    private static final int MOST = 100_000;

    private final Desk desk;
    private final DeadLetterRetry retry;

    LetterActions(Desk desk, DeadLetterRetry retry) {
        this.desk = desk;
        this.retry = retry;
    }

    List<DeadLetter> matching(LetterFilter filter) throws SQLException {
        return desk.look(stores -> new LetterQuery(stores.readModel()).list(filter, MOST));
    }

    List<DeadLetter> ticked(List<Long> ids) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        for (long id : ids) {
            desk.look(stores -> new LetterQuery(stores.readModel()).find(id)).ifPresent(letters::add);
        }
        return letters;
    }

    /** A letter is tried with all of its stream: those behind it wait for it. */
    String retry(List<DeadLetter> letters, String reason) throws SQLException {
        requireSome(letters);
        Map<String, List<String>> streams = letters.stream()
                .filter(DeadLetter::live)
                .collect(Collectors.groupingBy(
                        DeadLetter::projection, Collectors.mapping(DeadLetter::stream, Collectors.toList())));
        return desk.change("dead-letters retry " + named(letters), reason, _ -> {
            List<Retried> tried = new ArrayList<>();
            streams.forEach((projection, names) -> tried.addAll(
                    retry.retry(projection, names.stream().distinct().toList())));
            int taken = tried.stream().mapToInt(Retried::taken).sum();
            int left = tried.stream().mapToInt(Retried::left).sum();
            return "%d taken, %d still parked.".formatted(taken, left);
        });
    }

    String discard(List<DeadLetter> letters, String reason) throws SQLException {
        requireSome(letters);
        return desk.change("dead-letters discard " + named(letters), reason, readModel -> {
            int discarded = 0;
            for (DeadLetter letter : letters) {
                discarded += Rows.change(readModel, "DELETE FROM read_model.dead_letter WHERE id = ?", letter.id());
            }
            return discarded + " discarded.";
        });
    }

    private static void requireSome(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            throw new Refused("No letter was chosen.");
        }
    }

    private static String named(List<DeadLetter> letters) {
        return letters.stream()
                        .limit(10)
                        .map(letter -> Long.toString(letter.id()))
                        .collect(Collectors.joining(" "))
                + (letters.size() > 10 ? " and " + (letters.size() - 10) + " more" : "");
    }
}
