package io.talel.ops.console.letters;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the dead letters of all generations. */
public record LetterQuery(Connection readModel) {

    private static final String FROM_MATCHING = READ_MODEL.get("from-matching-letters");

    /**
     * Matching letters, the oldest first.
     *
     * @throws Refused if the filter names a projection that does not exist
     */
    public List<DeadLetter> list(LetterFilter filter, int limit) throws SQLException {
        return after(filter, 0, limit);
    }

    /** Like {@link #list}, for letters after a letter's id. */
    public List<DeadLetter> after(LetterFilter filter, long id, int limit) throws SQLException {
        if (filter.projection() != null) {
            new ProjectionQuery(readModel).known(filter.projection());
        }
        List<Object> parameters = new ArrayList<>(filter.parameters());
        parameters.add(id);
        parameters.add(limit);
        return Rows.list(
                readModel,
                "SELECT letter.*, generation.active AS live %s WHERE letter.id > ? ORDER BY letter.id LIMIT ?"
                        .formatted(FROM_MATCHING),
                Rows.to(DeadLetter.class),
                parameters.toArray());
    }

    public Optional<DeadLetter> find(long id) throws SQLException {
        return list(LetterFilter.ofId(id), 1).stream().findFirst();
    }

    public long count(LetterFilter filter) throws SQLException {
        return Rows.number(
                readModel,
                "SELECT count(*) " + FROM_MATCHING,
                filter.parameters().toArray());
    }

    /** Letters of the live generations and the streams they block, for each projection with letters. */
    public List<LetterCount> counts() throws SQLException {
        return Rows.list(readModel, READ_MODEL.get("letters-by-projection"), Rows.to(LetterCount.class));
    }

    /**
     * Parked events of a projection.
     *
     * @param streams number of blocked streams
     * @param most letters of the stream with most letters
     */
    public record LetterCount(String projection, long letters, long streams, long most) {
        public static final LetterCount NONE = new LetterCount("", 0, 0, 0);
    }
}
