package io.talel.ops.console.web.letters;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.query.deadletter.DeadLetterRetry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        return access.change("dead-letters retry " + LetterChanges.idWords(letters), reason, _ -> LetterChanges.retry(
                        retry, LetterChanges.streamsOf(letters))
                .sentence());
    }

    String discard(List<DeadLetter> letters, String reason) throws SQLException {
        requireSome(letters);
        return access.change(
                "dead-letters discard " + LetterChanges.idWords(letters),
                reason,
                readModel -> LetterChanges.discarded(LetterChanges.discard(readModel, letters), letters));
    }

    /** @throws Refused if the list is empty */
    static List<DeadLetter> requireSome(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            throw new Refused("No letter was chosen.");
        }
        return letters;
    }
}
