package io.talel.ops.console.letters;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Retries and discards many dead letters at once. */
public final class LetterChanges {

    /** Most letters that are changed at once; above the limits of a projection's queue. */
    public static final int MAX_LETTERS = 100_000;

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

    /** @throws Stopped if letters stay parked */
    public static Tried retry(DeadLetterRetry retry, Map<String, Set<String>> streams) {
        List<Retried> results = new ArrayList<>();
        streams.forEach((projection, names) -> results.addAll(retry.retry(projection, names)));
        Tried tried = new Tried(
                results.stream().mapToInt(Retried::taken).sum(),
                results.stream().mapToInt(Retried::left).sum(),
                results);
        if (tried.left() > 0) {
            throw new Stopped(Outcome.FAILED, tried.sentence(), tried);
        }
        return tried;
    }

    /**
     * Discards letters; skips letters retried meanwhile.
     *
     * @return number discarded
     */
    public static int discard(Connection readModel, List<DeadLetter> letters) throws SQLException {
        return Rows.change(readModel, READ_MODEL.get("discard-letters"), (Object) ids(letters));
    }

    public static boolean areGone(Connection readModel, List<DeadLetter> letters) throws SQLException {
        return !Rows.is(readModel, READ_MODEL.get("are-letters-left"), (Object) ids(letters));
    }

    private static Long[] ids(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::id).toArray(Long[]::new);
    }

    /** @param number of the letters that were discarded */
    public static String discarded(int number, List<DeadLetter> letters) {
        return "%s discarded: %s.".formatted(Words.count(number, "letter was", "letters were"), words(letters));
    }

    /** Some of the letters by stream and version, for the operator log. */
    public static String words(List<DeadLetter> letters) {
        return some(letters, letter -> "%s version %d".formatted(letter.stream(), letter.version()), ", ");
    }

    /** Some of the letters by their ids. */
    public static String idWords(List<DeadLetter> letters) {
        return some(letters, letter -> Long.toString(letter.id()), " ");
    }

    private static String some(List<DeadLetter> letters, Function<DeadLetter, String> word, String separator) {
        String some = letters.stream().limit(20).map(word).collect(Collectors.joining(separator));
        return letters.size() > 20 ? some + " and others" : some;
    }
}
