package io.talel.ops.console.letters;

import static io.talel.ops.backup.store.Statements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Rows;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Retries and discards many dead letters at once. */
public final class LetterChanges {

    private LetterChanges() {}

    /**
     * Result of a retry.
     *
     * @param taken letters processed
     * @param left letters still parked
     */
    public record Tried(int taken, int left, List<Retried> streams) {

        public Tried {
            streams = List.copyOf(streams);
        }

        /** For people and for the operator log. */
        public String sentence() {
            return streams.stream()
                    .filter(stream -> stream.left() > 0)
                    .findFirst()
                    .map(first -> "%s taken, %s parked; %s: %s"
                            .formatted(
                                    Words.count(taken, "letter was", "letters were"),
                                    Words.count(left, "stays", "stay"),
                                    first.stream(),
                                    first.message()))
                    .orElse(Words.count(taken, "letter was", "letters were") + " taken.");
        }
    }

    /**
     * Streams of the letters by projection: a retry takes all letters of a stream.
     *
     * @throws Refused if no letter belongs to a live generation
     */
    public static Map<String, Set<String>> streamsOf(List<DeadLetter> letters) {
        Map<String, Set<String>> streams = letters.stream()
                .filter(DeadLetter::live)
                .collect(Collectors.groupingBy(
                        DeadLetter::projection,
                        TreeMap::new,
                        Collectors.mapping(DeadLetter::stream, Collectors.toCollection(TreeSet::new))));
        if (streams.isEmpty()) {
            throw new Refused("These letters are of generations that are not live.");
        }
        return streams;
    }

    public static Tried retry(DeadLetterRetry retry, Map<String, Set<String>> streams) {
        List<Retried> results = new ArrayList<>();
        streams.forEach((projection, names) -> results.addAll(retry.retry(projection, names)));
        return new Tried(
                results.stream().mapToInt(Retried::taken).sum(),
                results.stream().mapToInt(Retried::left).sum(),
                results);
    }

    /**
     * Discards letters; skips letters retried meanwhile.
     *
     * @return number discarded
     */
    public static int discard(Connection readModel, List<DeadLetter> letters) throws SQLException {
        return Rows.change(readModel, READ_MODEL.get("discard-letters"), (Object) ids(letters));
    }

    /** Whether all of them are gone. */
    public static boolean areGone(Connection readModel, List<DeadLetter> letters) throws SQLException {
        return !Rows.is(readModel, READ_MODEL.get("are-letters-left"), (Object) ids(letters));
    }

    private static Long[] ids(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::id).toArray(Long[]::new);
    }

    /** Some of the letters by stream and version, for the operator log. */
    public static String words(List<DeadLetter> letters) {
        String some = letters.stream()
                .limit(20)
                .map(letter -> "%s version %d".formatted(letter.stream(), letter.version()))
                .collect(Collectors.joining(", "));
        return letters.size() > 20 ? some + " and others" : some;
    }
}
