package io.talel.ops.console.web.letters;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterChanges.Tried;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.query.deadletter.DeadLetterRetry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Retries or discards many dead letters at once. */
public record LetterActions(StoreAccess access, DeadLetterRetry retry) {

    /** Largest number of letters in one request; above the limits of a projection's queue. */
    private static final int MOST = 100_000;

    List<DeadLetter> matching(LetterFilter filter) throws SQLException {
        return access.look(stores -> new LetterQuery(stores.readModel()).list(filter, MOST));
    }

    List<DeadLetter> ticked(List<String> ids) throws SQLException {
        return access.look(stores -> {
            List<DeadLetter> letters = new ArrayList<>();
            for (String id : ids) {
                new LetterQuery(stores.readModel()).find(number(id)).ifPresent(letters::add);
            }
            return letters;
        });
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The number of a letter is not " + id + ".");
        }
    }

    String retry(List<DeadLetter> letters, String reason) throws SQLException {
        requireSome(letters);
        return access.change("dead-letters retry " + ids(letters), reason, _ -> {
            Tried tried = LetterChanges.retry(retry, LetterChanges.streamsOf(letters));
            if (tried.left() > 0) {
                throw new Stopped(Outcome.FAILED, tried.sentence());
            }
            return tried.sentence();
        });
    }

    String discard(List<DeadLetter> letters, String reason) throws SQLException {
        requireSome(letters);
        return access.change("dead-letters discard " + ids(letters), reason, readModel -> "%s discarded: %s."
                .formatted(
                        Words.count(LetterChanges.discard(readModel, letters), "letter was", "letters were"),
                        LetterChanges.words(letters)));
    }

    /** @throws Refused if the list is empty */
    static List<DeadLetter> requireSome(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            throw new Refused("No letter was chosen.");
        }
        return letters;
    }

    private static String ids(List<DeadLetter> letters) {
        String some = letters.stream()
                .limit(20)
                .map(letter -> Long.toString(letter.id()))
                .collect(Collectors.joining(" "));
        return letters.size() > 20 ? some + " and others" : some;
    }
}
